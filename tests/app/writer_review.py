"""Reviews a Word file in LibreOffice with its recording on. Needs the Python that has LibreOffice's library.

Called with the file, the file to be made, a profile folder and a list of acts as JSON. Prints how many pages
the file has.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

uno: Any = __import__("uno")
_BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def _value(name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _desktop(pipe: str, profile: Path) -> Any:
    command = ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    subprocess.Popen(
        [*command, f"-env:UserInstallation={profile.as_uri()}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(1000):
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found)
        except Exception:  # noqa: BLE001 - not there yet
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def _find(document: Any, words: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    if found is None:
        raise SystemExit(f"not found: {words}")
    return found


def _act(document: Any, act: dict[str, str]) -> None:
    found = _find(document, act["at"])
    text = found.getText()
    if act["do"] == "write":
        text.insertString(found.getEnd(), act["words"], False)
    elif act["do"] == "cut":
        found.setString("")
    elif act["do"] == "paragraph":
        at = text.createTextCursorByRange(found.getEnd())
        text.insertControlCharacter(at, _BREAK, False)
        text.insertString(at, act["words"], False)
    elif act["do"] == "bold":
        found.CharWeight = 150.0
    elif act["do"] == "comment":
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = "Bo", act["words"]
        text.insertTextContent(found, note, True)


def main() -> None:
    """Carry out the acts and save the file as Word's."""
    given, made, profile, acts = sys.argv[1:]
    desktop = _desktop(f"engross{time.time_ns()}", Path(profile))
    document = desktop.loadComponentFromURL(Path(given).as_uri(), "_blank", 0, (_value("Hidden", True),))
    print(document.CurrentController.PageCount)
    document.RecordChanges = True
    for act in json.loads(acts):
        _act(document, act)
    document.storeToURL(Path(made).as_uri(), (_value("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main()
