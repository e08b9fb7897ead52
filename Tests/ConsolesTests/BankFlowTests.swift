import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import NIOCore
import Testing

@testable import Consoles

/// A bank's file from the form to the case, by the operator's pages.
@Suite(.database) struct BankFlowTests {
  private static let path = "/operator/bank-files"
  private static let head =
    "account,day,direction,amount,currency,reference,bank_reference,counterparty,purpose,returned\n"

  private static func send(
    _ file: String?, to console: TestConsole, _ cookies: String, token: String? = nil
  ) async throws -> TestResponse {
    let known = try await console.get(path, cookies).text.formToken
    var body =
      "--XyZ\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(token ?? known)\r\n"
    if let file {
      body +=
        "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"march.csv\"\r\n"
        + "Content-Type: text/csv\r\n\r\n\(file)\r\n"
    }
    return try await console.client.execute(
      uri: path, method: .post,
      headers: [.contentType: "multipart/form-data; boundary=XyZ", .cookie: cookies, .acceptLanguage: "en"],
      body: ByteBuffer(string: body + "--XyZ--\r\n"))
  }

  @Test func `a file is sent, compared, and what does not agree leads to its case`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      #expect(try await console.get(Self.path, cookies).text.contains("No bank file yet"))
      let none = try await Self.send(nil, to: console, cookies)
      #expect(none.status == .conflict && none.text.contains("Choose a file"))
      let bad = try await Self.send(Self.head + "A,2026-02-30,in,1.00,CNY,,B1,,,\n", to: console, cookies)
      #expect(bad.status == .conflict && bad.text.contains("at line 2: the day cannot be read"))
      let sent = try await Self.send(
        Self.head + "A,2026-01-05,in,99.00,CNY,<b>,B1,Shop,rent,\n", to: console, cookies)
      let page = try #require(sent.headers[.location], "\(sent.status)")
      let waiting = try await console.get(page, cookies).text
      #expect(waiting.contains("To be compared") && waiting.contains("&lt;b&gt;"))
      let done = try await console.post(
        page + "/compare", "form_token=\(waiting.formToken)", cookies)
      #expect(done.status == .seeOther)
      let shown = try await console.get(page, cookies).text
      #expect(shown.contains("Compared") && shown.contains("Missing here"))
      let found = try #require(shown.firstMatch(of: #/\/operator\/cases\/cas_\w+/#)).output
      let difference = try await console.get(String(found), cookies).text
      #expect(difference.contains("Bank file") && difference.contains("99.00"))
      let refused = try await console.post(
        page + "/assign", "form_token=\(shown.formToken)&line=1&settlement=stl_none", cookies)
      #expect(refused.status == .conflict && refused.text.contains("value=\"stl_none\""))
      let taken = try await console.get(page + "/file", cookies)
      #expect(
        taken.text.hasPrefix("account,day") && taken.headers[.contentDisposition]?.contains("bkf_") == true)
      #expect(try await console.get(Self.path, cookies).text.contains("Less than three days"))
      let listed = try await console.get("/operator/cases?source=bank_file", cookies).text
      #expect(listed.contains("Missing here"))
      let others = try await console.get("/operator/cases?source=day_file", cookies).text
      #expect(!others.contains("/operator/cases/cas_"))
    }
  }

  @Test func `who may only read sends nothing, and a form without its token is none`() async throws {
    try await TestConsole.open { console in
      let reader = try await console.signIn("reader")
      let page = try await console.get(Self.path, reader)
      #expect(page.status == .ok && !page.text.contains("type=\"file\""))
      #expect(try await Self.send(Self.head, to: console, reader, token: "x").status == .forbidden)
      let cookies = try await console.signIn()
      let stale = try await Self.send(Self.head, to: console, cookies, token: "x")
      #expect(stale.status != .seeOther && stale.status != .ok)
      #expect(try await console.coalition.bankFiles(by: .system).items.isEmpty)
    }
  }
}
