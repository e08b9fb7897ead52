func pageHead(_ name: String, _ introduction: String? = nil) -> Node {
  div(.class("page-head")) {
    h1 { name }
    if let introduction { p { introduction } }
  }
}

/// A section with its heading, as a card.
func card(_ name: String, _ note: String? = nil, id: String? = nil, @Nodes content: () -> [Node]) -> Node {
  section(id.map { [.class("card"), .id($0)] } ?? [.class("card")]) {
    div(.class("card-head")) {
      h2 { name }
      if let note { p { note } }
    }
    content()
  }
}

enum Tone: Sendable { case good, warn, bad, quiet }

/// A state in one word. The word carries it; the colour only helps.
func badge(_ text: String, _ tone: Tone) -> Node {
  let name: StaticString =
    switch tone {
    case .good: "good"
    case .warn: "warn"
    case .bad: "bad"
    case .quiet: "calm"
    }
  return span(.classes(["badge", name])) { text }
}

/// One figure of a row of figures.
func tile(_ name: String, _ value: String, _ note: String? = nil, isMain: Bool = false) -> Node {
  div(.classes(isMain ? ["tile", "lead"] : ["tile"])) {
    dt { name }
    dd {
      strong { value }
      if let note { small { note } }
    }
  }
}

func tiles(@Nodes content: () -> [Node]) -> Node { dl(.class("tiles"), content: content) }

/// Names and values, one beside the other.
func facts(_ pairs: [(name: String, value: Node)]) -> Node {
  dl(.class("facts")) {
    for pair in pairs {
      div {
        dt { pair.name }
        dd { pair.value }
      }
    }
  }
}

/// A value people hand on, with a button that copies it; without script the button stays away.
func copyable(_ value: String, _ words: Words) -> Node {
  span(.class("copyable")) {
    code { value }
    button(
      .type("button"), .class("copy"), .hidden, .data(.copy, value), .data(.copied, words.shellCopied)
    ) { words.shellCopy }
  }
}

func moment(_ shown: ShownTime, _ words: Words) -> Node {
  time(.datetime(words.machineTime(shown))) { words.time(shown) }
}

/// A movement with sign and colour, in that order of importance.
func movement(_ points: ShownPoints, _ words: Words) -> Node {
  span(.classes(points.units < 0 ? ["out"] : ["in"])) { words.movement(points) }
}

/// A step in the life of something.
struct TimelineStep: Sendable {
  let at: ShownTime
  let text: String
  /// Who or what did it: a person, a terminal, a job.
  let by: String
}

func timeline(_ steps: [TimelineStep], _ words: Words) -> Node {
  ol(.class("timeline")) {
    for step in steps {
      li {
        strong { step.text }
        small {
          moment(step.at, words)
          " \u{00B7} " + step.by
        }
      }
    }
  }
}
