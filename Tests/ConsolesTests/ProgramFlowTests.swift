import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// A programme's page, and a change of it from form to force.
@Suite(.database) struct ProgramFlowTests {
  private func path(_ console: TestConsole) -> String {
    "/operator/programs/" + console.coalition.publicIDs.text(console.program.asset)
  }

  /// What a form holds, as a browser would send it, with some fields changed.
  private func form(_ page: String, _ changes: [String: String]) -> String {
    var fields: [String: String] = [:]
    for match in page.matches(of: /<input[^>]* name="([a-z_]+)"[^>]*>/) {
      let tag = String(match.0)
      fields[String(match.1)] = tag.firstMatch(of: /value="([^"]*)"/).map { String($0.1) } ?? ""
    }
    for match in page.matches(of: /<select[^>]* name="([a-z_]+)"[^>]*>(.*?)<\/select>/) {
      let chosen = match.2.firstMatch(of: /<option value="([^"]*)" selected/).map { String($0.1) }
      fields[String(match.1)] = chosen ?? ""
    }
    fields.merge(changes) { $1 }
    return fields.map { "\($0.key)=\($0.value.replacing(" ", with: "+"))" }.joined(separator: "&")
  }

  @Test func `a change goes from the form to another person and into force, and its history shows it`()
    async throws
  {
    try await TestConsole.open { console in
      try await console.addReviewer()
      let cookies = try await console.signIn()
      let page = try await console.get(path(console), cookies).text
      #expect(page.contains("500 points = CNY\u{00A0}1.00") && page.contains("Harbour &lt;Coffee&gt;"))
      #expect(page.contains("to the end of the month, 12 months after earning"))
      let change = path(console) + "/change"
      let asked = try await console.get(change, cookies).text
      let wrong = try await console.post(
        change, form(asked, ["worth_points": "many", "reason": "r"]), cookies)
      #expect(wrong.status == .conflict && wrong.text.contains("One of the fields"))
      let same = try await console.post(change, form(asked, ["reason": "r"]), cookies)
      #expect(same.text.contains("Nothing would change"))
      let sent = form(asked, ["worth_points": "400", "debt": "no", "reason": "new price"])
      let answer = try await console.post(change, sent, cookies)
      let approval = String(try #require(answer.headers[.location]).split(separator: "?")[0])
      #expect(try await console.post(change, sent, cookies).headers[.location] == answer.headers[.location])
      let reviewer = try await console.signIn("reviewer")
      let shown = try await console.get(approval, reviewer).text
      #expect(shown.contains("400 points = CNY\u{00A0}1.00") && shown.contains("Debt allowed"))
      #expect(!shown.contains("Smallest transfer"))
      _ = try await console.post(approval + "/approve", "form_token=\(shown.formToken)", reviewer)
      #expect(try await console.coalition.program(console.program.asset).worth.points == 400)
      let after = try await console.get(path(console), cookies).text
      #expect(after.contains("Version 2") && after.contains(approval))
      #expect(after.contains("500 points = CNY\u{00A0}1.00 \u{2192} 400 points"))
    }
  }

  @Test func `a programme that would sell without a price or a licence is told what is missing`()
    async throws
  {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let change = path(console) + "/change"
      let asked = try await console.get(change, cookies).text
      for (fields, text) in [
        ([:], "needs a price"),
        (["buying_price_points": "100", "buying_price_money": "3.00"], "sells with a licence alone"),
      ] as [([String: String], String)] {
        let selling = fields.merging(["buying_on": "yes", "reason": "r"]) { $1 }
        let refused = try await console.post(change, form(asked, selling), cookies)
        #expect(refused.status == .conflict && refused.text.contains(text))
      }
    }
  }

  @Test func `whoever may not change it sees it without the form`() async throws {
    try await TestConsole.open { console in
      let reader = try await console.signIn("reader")
      let page = try await console.get(path(console), reader).text
      #expect(page.contains("500 points") && !page.contains("/change"))
      #expect(try await console.get(path(console) + "/change", reader).status == .forbidden)
      #expect(try await console.get("/operator/programs/prg_nobody", reader).status == .notFound)
    }
  }
}
