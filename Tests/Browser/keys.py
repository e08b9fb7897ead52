"""Working with keys alone: where the cursor is, whether it is seen, and typing as people and scanners do."""

# People are slower than scanners, which the page tells apart.
HUMAN = 60


def at(page, part: str) -> None:
    """Waits until the cursor is there, and is seen: a page that was just loaded sets it a moment later."""
    page.wait_for_selector(f"{part}:focus")
    page.wait_for_load_state("load")
    assert not (unseen := unseen_focus(page)), unseen


def type_slowly(page, text: str) -> None:
    at(page, "input")
    page.keyboard.type(text, delay=HUMAN)


def scan(page, text: str) -> None:
    """As a scanner does: keys with no time between them, then Enter."""
    page.keyboard.type(text + "\n", delay=0)


def tab_to(page, part: str) -> None:
    for _ in range(60):
        if page.evaluate("part => document.activeElement.matches(part)", part):
            assert not (unseen := unseen_focus(page)), unseen
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {part}")


def unseen_focus(page) -> str | None:
    """Why whoever works without a mouse does not see where they are (WCAG 2.4.7, 2.4.11, 1.4.11), if so."""
    return page.evaluate(FOCUS)


# A mark of two pixels with a contrast of 3, in the window, nothing on top; a choice's is on its name.
FOCUS = """() => {
  const active = document.activeElement, called = active.id || active.className || active.tagName;
  if (active === document.body) return 'nothing has the focus';
  const shown = [active, active.nextElementSibling].find(part => {
    const style = part && getComputedStyle(part);
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  if (!shown) return `${called}: no mark`;
  const box = shown.getBoundingClientRect();
  if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth)
    return `${called}: out of the window`;
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!shown.contains(there) && !there.contains(shown)) return `${called}: under ${there.className}`;
  const brush = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const pixel = colour => {
    brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return brush.getImageData(0, 0, 1, 1).data;
  };
  const light = ([r, g, b]) => [[r, .2126], [g, .7152], [b, .0722]].reduce((sum, [value, part]) => sum
    + part * (value <= 10 ? value / 3294.6 : ((value / 255 + .055) / 1.055) ** 2.4), 0);
  let behind = shown.parentElement;
  while (behind && pixel(getComputedStyle(behind).backgroundColor)[3] < 255) behind = behind.parentElement;
  const ground = behind ? pixel(getComputedStyle(behind).backgroundColor) : [255, 255, 255];
  const mark = pixel(getComputedStyle(shown).outlineColor);
  const [low, high] = [light(mark), light(ground)].sort((a, b) => a - b);
  const contrast = (high + .05) / (low + .05);
  return contrast < 3 ? `${called}: a contrast of ${contrast.toFixed(1)}` : null;
}"""
