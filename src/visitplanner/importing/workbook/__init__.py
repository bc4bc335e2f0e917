"""The plan workbook (.xlsx), both ways.

One table of columns (`sheets`) drives reading, writing and the template. Reading goes from the zip
(`archive`) over the worksheet (`grid`) to tables of rows (`tables`), from there to records
(`rows`), and at last to a visit (`plan`).
"""

from visitplanner.importing.workbook.pasted import Fate, Pasted, PastedRow, paste
from visitplanner.importing.workbook.plan import read_plan, update_plan
from visitplanner.importing.workbook.result import Doubt, ImportResult
from visitplanner.importing.workbook.task_list import tasks_as_text, tasks_as_workbook
from visitplanner.importing.workbook.template import write_template
from visitplanner.importing.workbook.write import write_plan

__all__ = [
    "Doubt",
    "Fate",
    "ImportResult",
    "Pasted",
    "PastedRow",
    "paste",
    "read_plan",
    "tasks_as_text",
    "tasks_as_workbook",
    "update_plan",
    "write_plan",
    "write_template",
]
