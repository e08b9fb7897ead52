import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import NIOCore
import Storage
import Testing

@testable import Consoles

/// Past purchases from a file to the ledger, through the operator's pages.
@Suite(.database) struct ImportFlowTests {
  private static let rows =
    "member,store,receipt,time,amount,lines\r\n900,S1,R1,2026-02-01T10:00:00,12850,\r\n"
    + "901,S1,R2,2026-02-30T10:00:00,100,\r\n"

  private static func body(_ fields: [(String, String)], file: String?) -> String {
    var parts = fields.map { "--XyZ\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
    if let file {
      parts.append(
        "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"march.csv\"\r\n"
          + "Content-Type: text/csv\r\n\r\n\(file)\r\n")
    }
    return parts.joined() + "--XyZ--\r\n"
  }

  private func send(_ body: String, to console: TestConsole, _ cookies: String) async throws -> TestResponse {
    try await console.client.execute(
      uri: "/operator/imports", method: .post,
      headers: [
        .contentType: "multipart/form-data; boundary=XyZ", .cookie: cookies, .acceptLanguage: "en",
      ], body: ByteBuffer(string: body))
  }

  @Test func `members come the same way, and the page says what the file is of`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      let token = try await console.get("/operator/imports", cookies).text.formToken
      let rows =
        "number,phone,email,name,language,card,joined,lots\r\n9001,,,Wu,en,,2020-02-29,1200\r\n"
        + "9002,,,Li,fr,,,5\r\n"
      let fields = [("form_token", token), ("merchant", "SHOP"), ("program", "TB"), ("join", "1")]
      let sent = try await send(Self.body(fields, file: rows), to: console, cookies)
      let page = try #require(sent.headers[.location], "\(sent.status)")
      try await console.coalition.runDueJobs(lane: .files)
      let checked = try await console.get(page, cookies).text
      for text in ["Members with points", "get the points", "New members", "It must be zh-Hans", "1,200"] {
        #expect(checked.contains(text), "\(text)")
      }
      #expect(!checked.contains("Earn nothing"))
      let proposed = try await console.post(
        page + "/propose", "form_token=\(checked.formToken)&reason=moving", cookies)
      let approval = try await console.get(try #require(proposed.headers[.location]), cookies).text
      #expect(approval.contains("Import members of") && approval.contains("get the points"))
    }
  }

  @Test func `a file is sent, checked, approved by another and brought in`() async throws {
    try await TestConsole.open { console in
      let coalition = console.coalition
      let cookies = try await console.signIn()
      let token = try await console.get("/operator/imports", cookies).text.formToken
      let fields = [("form_token", token), ("merchant", "SHOP"), ("program", "TB")]
      let none = try await send(Self.body(fields, file: nil), to: console, cookies)
      #expect(none.status == .conflict && none.text.contains("Choose a CSV file"))
      #expect(try await send("--XyZ\r\n", to: console, cookies).status == .badRequest)
      let sent = try await send(Self.body(fields, file: Self.rows), to: console, cookies)
      let page = try #require(sent.headers[.location], "\(sent.status)")
      try await coalition.runDueJobs(lane: .files)
      let checked = try await console.get(page, cookies).text
      #expect(checked.contains("Checked") && checked.contains("Not a time: 2026-02-30T10:00:00"))
      let faults = try await console.get(page + "/faults.csv", cookies).text
      #expect(faults.contains("3,time,Not a time"), "\(faults)")
      let chinese = cookies + "; tb_language=zh-Hant"
      #expect(try await console.get(page, chinese).text.contains("不是時間：2026-02-30T10:00:00"))
      let inChinese = try await console.get(page + "/faults.csv", chinese).text
      #expect(inChinese.contains("列,欄位,") && inChinese.contains("3,time,不是時間：2026-02-30T10:00:00"))
      let head = try await console.ledger.head()
      let proposed = try await console.post(
        page + "/propose", "form_token=\(checked.formToken)&reason=history", cookies)
      let location = try #require(proposed.headers[.location])
      let approval = try await console.get(location, cookies).text
      #expect(approval.contains("march.csv") && approval.contains("SHA-256"))
      #expect(try await console.ledger.head() == head)

      let second = try await coalition.createUser(
        UserDraft(login: "second", name: "Wu", password: TestConsole.password, roles: .administrator),
        by: .system)
      let name = try #require(location.split(separator: "?").first?.split(separator: "/").last)
      let id: ApprovalID = try #require(coalition.publicIDs.id(String(name)))
      _ = try await coalition.approve(id, by: second.principal) { _ in .failed("unasked") }
      console.clock.advance(seconds: 3)
      try await coalition.runDueJobs(lane: .files)
      let done = try await console.get(page, cookies).text
      #expect(done.contains("Done") && done.contains("2 of 2 rows"))
      #expect(try await console.ledger.head() != head)

      let reader = try await console.signIn("reader")
      #expect(try await console.get(page, reader).status == .forbidden)
      let refused = try await send(Self.body(fields, file: Self.rows), to: console, reader)
      #expect(refused.status == .forbidden)
    }
  }

  @Test(arguments: Consoles.Language.allCases)
  func `whatever is wrong with a row is told in the reader's language, and nothing of the log`(
    _ language: Consoles.Language
  ) throws {
    let words = try Faked.visit(language).words
    let texts = RowFault.Code.allCases.map { code in
      RowFault(line: 2, column: "time", code, [code == .declined ? "holdsOpen" : "7 <b>"]).text(words)
    }
    #expect(Set(texts).count == RowFault.Code.allCases.count)
    let unforeseen = RowFault(line: 2, column: "", .unforeseen, ["disk is full"]).text(words)
    #expect(!unforeseen.isEmpty && !unforeseen.contains("disk"))
    let declined = RowFault(line: 2, column: "", .declined, ["holdsOpen"]).text(words)
    #expect(declined.contains(words.refusalHoldsOpen))
    if language != .english {
      for text in texts { #expect(text.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(text)") }
    }
  }

  @Test func `a body that is not exactly a form with a file is none`() throws {
    func read(_ text: String, _ boundary: String = "XyZ") -> MultipartForm? {
      MultipartForm(Array(text.utf8), boundary: boundary)
    }
    let good = Self.body([("a", "1"), ("b", "")], file: "x\r\n--Xy\r\ny")
    let form = try #require(read(good))
    #expect(form.fields["a"] == "1" && form.fields["b"] == "")
    #expect(form.file?.name == "march.csv")
    #expect(form.file.map { String(decoding: $0.bytes, as: UTF8.self) } == "x\r\n--Xy\r\ny")
    for end in 0..<(good.utf8.count - 4) {
      let cut = MultipartForm(Array(good.utf8.prefix(end)), boundary: "XyZ")
      #expect(cut == nil, "\(end)")
    }
    #expect(read(good, "other") == nil && read("") == nil && read(good + "more") == nil)
    #expect(read(Self.body([("a", "1"), ("a", "2")], file: nil)) == nil)
    #expect(read(Self.body((0..<40).map { ("f\($0)", "") }, file: nil)) == nil)
    #expect(read("--XyZ\r\nX: form-data; name=\"a\"\r\n\r\n1\r\n--XyZ--") == nil)
    #expect(MultipartForm.boundary(in: "multipart/form-data; boundary=\"a b\"") == nil)
    #expect(MultipartForm.boundary(in: "multipart/form-data; boundary=") == nil)
    #expect(MultipartForm.boundary(in: "multipart/mixed; boundary=a") == nil)
    #expect(MultipartForm.boundary(in: "multipart/form-data; boundary=\"a\"") == "a")
    #expect(
      MultipartForm.boundary(in: "multipart/form-data; boundary=" + String(repeating: "a", count: 71)) == nil)
  }
}
