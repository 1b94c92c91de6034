"""Local servers that speak a provider's protocol, for trying and testing the coach without the provider."""
