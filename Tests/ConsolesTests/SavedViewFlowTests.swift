import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

/// Views and columns of lists, by the forms that every list has.
@Suite(.database) struct SavedViewFlowTests {
  @Test func `filters are kept under a name, shown as a tab, renamed and taken away`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let list = try await console.get("/operator/members?state=frozen&limit=50", cookies).text
      #expect(list.contains("name=\"query\" value=\"state=frozen&amp;limit=50\""))
      let token = "form_token=" + list.formToken
      let saved = try await console.post(
        "/operator/views",
        token + "&list=/operator/members&query=state%3Dfrozen%26limit%3D50&name=Frozen+%3Cb%3E&shared=1",
        cookies)
      #expect(saved.headers[.location] == "/operator/members?state=frozen&limit=50")
      let view = try await console.get("/operator/members?state=frozen&limit=50", cookies).text
      #expect(view.contains("aria-current=\"page\">Frozen &lt;b&gt;</a>") && view.contains(">All</a>"))
      // Another filter leaves the view, and turning the page does not.
      let left = try await console.get("/operator/members?state=active&limit=50", cookies).text
      #expect(left.contains("Frozen &lt;b&gt;") && !left.contains("aria-current=\"page\">Frozen"))
      let path = String(try #require(view.firstMatch(of: /\/operator\/views\/viw_[0-9A-Z]+/)?.0))
      _ = try await console.post(path + "/rename", token + "&name=Cold", cookies)
      #expect(try await console.get("/operator/members", cookies).text.contains(">Cold</a>"))
      console.clock.advance(seconds: 1)
      let reader = try await console.signIn("reader")
      #expect(try await !console.get("/operator/members", reader).text.contains("Cold"))
      let foreign = "form_token=" + (try await console.get("/operator/members", reader).text.formToken)
      #expect(try await console.post(path + "/delete", foreign, reader).status == .notFound)
      #expect(
        try await console.post(path + "/delete", token, cookies).headers[.location] == "/operator/members")
      #expect(try await !console.get("/operator/members", cookies).text.contains("Cold"))
      let bad = try await console.post("/operator/views", token + "&list=/operator/members&name=", cookies)
      #expect(bad.status == .unprocessableContent)
    }
  }

  @Test func `a column that is left out stays away until it is wanted again`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let list = try await console.get("/operator/members", cookies).text
      #expect(list.contains("data-label=\"Phone\""))
      let boxes = list.matches(of: /name="(column_\d+)"/).map { String($0.1) }
      let token = "form_token=" + list.formToken
      let width = try #require(list.firstMatch(of: /name="width" value="(\d+)"/)?.1)
      let form = "&list=/operator/members&query=&width=\(width)"
      // The phone's column is left out.
      let kept = boxes.filter { $0 != "column_1" }.map { "&\($0)=1" }.joined()
      let chosen = try await console.post("/operator/views/columns", token + form + kept, cookies)
      #expect(chosen.headers[.location] == "/operator/members")
      #expect(try await !console.get("/operator/members", cookies).text.contains("data-label=\"Phone\""))
      let all = boxes.map { "&\($0)=1" }.joined()
      _ = try await console.post("/operator/views/columns", token + form + all, cookies)
      #expect(try await console.get("/operator/members", cookies).text.contains("data-label=\"Phone\""))
    }
  }
}
