package import Storage
package import Testing

/// Gives each test of a suite fresh databases, and runs those that take no arguments once on every engine.
package struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
  let schema: TestSchema

  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard testCase != nil, TestScope.current == nil else { return try await function() }
    if test.isParameterized {
      return try await TestScope.run { try await function() }
    }
    for engine in Engine.available {
      // An issue on one engine would otherwise look like one on the other.
      let named = IssueHandlingTrait.compactMapIssues { issue in
        var issue = issue
        issue.comments.append("on \(engine.rawValue)")
        return issue
      }
      try await named.provideScope(for: test, testCase: testCase) { @concurrent in
        try await TestScope.run {
          let database = try await engine.makeDatabase(schema)
          try await TestDatabase.$current.withValue(database) { try await function() }
        }
      }
    }
  }
}

extension Trait where Self == DatabaseTrait {
  /// Fresh databases with the program's schema for each test.
  package static var database: DatabaseTrait { DatabaseTrait(schema: .program) }

  /// Fresh databases without any table for each test.
  package static var emptyDatabase: DatabaseTrait { DatabaseTrait(schema: .empty) }
}

/// The database of a test that takes no arguments and carries `.database`.
package enum TestDatabase {
  @TaskLocal static var current: (any Database)?

  /// - Throws: `MissingDatabaseTrait`.
  package static func open() throws -> any Database {
    guard let current else { throw MissingDatabaseTrait() }
    return current
  }
}

/// A test asked for a database without the `.database` trait.
package struct MissingDatabaseTrait: Error, CustomStringConvertible {
  package var description: String {
    "give the suite or test the trait .database; a test with arguments asks its engine: engine.makeDatabase()"
  }
}
