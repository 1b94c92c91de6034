"""Every table, and which of them belong to a person."""

from spotter.store.tables.aims import Fact, Goal, Reminder
from spotter.store.tables.base import Base
from spotter.store.tables.body import BodyMetric, Injury, ReadinessCheck
from spotter.store.tables.conversations import Conversation, Feedback, Message, Summary
from spotter.store.tables.generations import Generation, GenerationStep
from spotter.store.tables.models import AgentRun, ModelCall, Recommendation
from spotter.store.tables.nutrition import CustomFood, Meal, MealItem, NutritionTarget
from spotter.store.tables.people import Profile, User
from spotter.store.tables.programs import (
    Plan,
    PlanChange,
    Program,
    ProgramBlock,
    ProgramDay,
    ProgramPrescription,
    ProgramSlot,
    ProgramVersion,
    ProgressionRule,
)
from spotter.store.tables.turns import Change, Event, Inbound, Outbox, PendingAction, SafetyHold, ToolCall, Turn
from spotter.store.tables.workouts import SetLog, Workout, WorkoutEntry

# Export and deletion walk this list. Parents stand before children.
PERSONAL: tuple[type[Base], ...] = (
    Profile,
    Conversation,
    Turn,
    Message,
    Inbound,
    ToolCall,
    Change,
    PendingAction,
    Event,
    Feedback,
    Summary,
    AgentRun,
    ModelCall,
    Recommendation,
    Generation,
    GenerationStep,
    Outbox,
    SafetyHold,
    Program,
    Plan,
    PlanChange,
    Workout,
    WorkoutEntry,
    SetLog,
    CustomFood,
    Meal,
    MealItem,
    NutritionTarget,
    BodyMetric,
    ReadinessCheck,
    Injury,
    Goal,
    Reminder,
    Fact,
)

__all__ = [
    "PERSONAL",
    "AgentRun",
    "Base",
    "BodyMetric",
    "Change",
    "Conversation",
    "CustomFood",
    "Event",
    "Fact",
    "Feedback",
    "Generation",
    "GenerationStep",
    "Goal",
    "Inbound",
    "Injury",
    "Meal",
    "MealItem",
    "Message",
    "ModelCall",
    "NutritionTarget",
    "Outbox",
    "PendingAction",
    "Plan",
    "PlanChange",
    "Profile",
    "Program",
    "ProgramBlock",
    "ProgramDay",
    "ProgramPrescription",
    "ProgramSlot",
    "ProgramVersion",
    "ProgressionRule",
    "ReadinessCheck",
    "Recommendation",
    "Reminder",
    "SafetyHold",
    "SetLog",
    "Summary",
    "ToolCall",
    "Turn",
    "User",
    "Workout",
    "WorkoutEntry",
]
