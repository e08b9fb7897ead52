import Testing

/// What the pages of docs/security say about the code.
@Suite struct SecurityPagesTests {
  private func text(_ path: String) throws -> String {
    try #require(Repository.file(path)).lines.joined(separator: "\n")
  }

  @Test
  func `every key that comes from the root stands on the page of keys, with what its replacement costs`()
    throws
  {
    let page = try text("docs/security/keys.md")
    let code = try text("Sources/Coalition/CoalitionSecrets.swift")
    let keys = code.matches(of: try Regex<(Substring, Substring)>("let (\\w+Key): ")).map(\.output.1)
    #expect(keys.count == 18)
    for key in keys { #expect(page.contains("| `\(key)` | "), "\(key)") }
    for row in page.split(separator: "\n") where row.hasPrefix("| `") && row.contains("Key`") {
      #expect(row.split(separator: "|").count == 4, "\(row)")
    }
  }

  /// OWASP ASVS 5.0, 13.2.2 and 13.3.1.
  @Test func `the unit of the server gives it an account, its secrets and nothing else`() throws {
    let lines = Set(try #require(Repository.file("docs/guide/tongbao.service")).lines)
    for line in [
      "DynamicUser=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict",
      "PrivateDevices=yes",
      "StateDirectoryMode=0700", "UMask=0077", "LoadCredentialEncrypted=root.secret", "StandardError=journal",
      "LimitCORE=0",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(!lines.contains { $0.hasPrefix("Environment=") && $0.contains("SECRET=") })
  }

  @Test func `every line of the log that tells an event of security stands on the page of logs`() throws {
    let page = try text("docs/security/logs.md")
    for message in [
      "a sign-in failed", "a request was refused", "somebody guesses codes of points cards", "errand",
    ] {
      #expect(page.contains("`\(message)`"), "\(message)")
      let isWritten = Repository.files(under: "Sources/", ending: ".swift").contains { file in
        file.text.contains("\"\(message)\"")
      }
      #expect(isWritten, "\(message)")
    }
  }
}
