// The API as a page to read: every operation of /openapi.json with its parameters, its body and its answers. Nothing comes from elsewhere.

const MOST_DEEP = 4;

function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function resolve(schema, api) {
  return schema?.$ref ? schema.$ref.split("/").slice(1).reduce((at, key) => at[key], api) : schema || {};
}

/** A value of the schema's shape: its example where there is one, else the names of types. */
function shape(found, api, depth = 0) {
  const schema = resolve(found, api);
  const example = schema.examples?.[0] ?? schema.example ?? schema.const;
  if (example !== undefined) return example;
  if (schema.enum) return schema.enum.join(" | ");
  const choices = (schema.anyOf || schema.oneOf)?.filter((one) => one.type !== "null");
  if (choices) return shape(choices[0], api, depth);
  if (schema.type === "array") return depth < MOST_DEEP ? [shape(schema.items, api, depth + 1)] : [];
  if (!schema.properties) return schema.format || schema.type || "any";
  if (depth >= MOST_DEEP) return {};
  return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, shape(one, api, depth + 1)]));
}

const block = (title, value) => [element("h4", title), element("pre", JSON.stringify(value, null, 2))];

function table(parameters, api) {
  const rows = parameters.map((found) => resolve(found, api)).map((one) =>
    element("tr", "", element("td", "", element("code", one.name)), element("td", one.in), element("td", one.required ? "required" : ""),
      element("td", one.description || String(shape(one.schema, api)))));
  return element("table", "", ...rows);
}

function operation(path, method, one, api) {
  const box = element("details", "", element("summary", "", element("b", method.toUpperCase()), element("code", path), ` ${one.summary || ""}`));
  if (one.description) box.append(element("p", one.description));
  if (one.parameters?.length) box.append(element("h4", "Parameters"), table(one.parameters, api));
  Object.entries(one.requestBody?.content || {}).forEach(([type, body]) => box.append(...block(`Body: ${type}`, shape(body.schema, api))));
  Object.entries(one.responses).forEach(([status, answer]) => {
    const schema = answer.content?.["application/json"]?.schema;
    box.append(...(schema ? block(`${status}: ${answer.description}`, shape(schema, api)) : [element("h4", `${status}: ${answer.description}`)]));
  });
  return box;
}

async function show() {
  const api = await (await fetch("/openapi.json")).json();
  const main = document.getElementById("api");
  main.replaceChildren(element("h1", `${api.info.title} ${api.info.version}`), element("p", api.info.summary || ""));
  const byTag = {};
  Object.entries(api.paths).forEach(([path, methods]) => Object.entries(methods).forEach(([method, one]) =>
    (byTag[one.tags?.[0] || "other"] ||= []).push(operation(path, method, one, api))));
  Object.entries(byTag).forEach(([tag, operations]) => main.append(element("h2", tag), ...operations));
  const source = element("a", "openapi.json");
  source.href = "/openapi.json";
  main.append(element("p", "For machines: ", source));
}

show();
