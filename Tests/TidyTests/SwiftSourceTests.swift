import Testing

@Suite struct `The eyes of the tidy test` {
  private func source(_ text: String) -> SwiftSource {
    SwiftSource(Repository.File(path: "Sources/Example/Example.swift", bytes: Array(text.utf8), text: text))
  }

  @Test func `comments, strings and quoted names are not code`() {
    let read = source(
      """
      let a = "try! \\(f("x")) fatalError(" // print(
      /* Date( /* UUID( */ */ let b = #"a"b"#
      func `does a random( thing`() {}
      """)
    #expect(read.code.count == 3)
    for word in ["try!", "fatalError(", "print(", "Date(", "UUID(", "random("] {
      #expect(!read.code.contains { $0.contains(word) }, "\(word)")
    }
    #expect(read.code[0].hasPrefix("let a ="))
    #expect(read.code[1].hasSuffix("let b =       ") || read.code[1].contains("let b ="))
  }

  @Test func `a function is measured from its first word to its last brace`() {
    let read = source(
      """
      protocol P {
        func none() -> Int
        func two()
      }
      extension P {
        func short(with closure: () -> Void = {}) { closure() }
        func three(
          value: Int
        ) throws -> Int
        where Self: Sendable {
          if value > 0 { return 1 }
          return 0
        }
        init() {
        }
      }
      """)
    #expect(read.functions.map(\.length) == [1, 7, 2])
  }

  @Test func `imports are found behind their attributes`() {
    let read = source(
      """
      import A
      package import B
      @preconcurrency import C.D
      // import E
      let x = "import F"
      """)
    #expect(read.imports == ["A", "B", "C"])
  }
}
