import Coalition
import Crypto
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Consoles

@Suite(.database) struct DeviceFlowTests {
  @Test func `a device is listed, and its loss is reported on its page`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      #expect(try await console.get("/operator/devices", cookies).text.contains("No device is enrolled yet"))
      let store = try await console.coalition.createStore(
        of: console.merchant.id, code: "S1", name: "Pier <3>", by: .system)
      let till = try await console.coalition.createTerminal(
        in: store.id, code: "H1", kind: .softpos, by: .system)
      let code = try await console.coalition.createEnrolmentCode(forTerminal: till.id, by: .system)
      let device = try await console.coalition.enrolDevice(
        code: code.code, publicKey: [UInt8](repeating: 7, count: 32), model: "Handheld <7>",
        programme: "1.9.0")
      let path = "/operator/devices/" + console.coalition.publicIDs.text(device.id)
      for (query, isShown) in [("", true), ("?merchant=SHOP", true), ("?merchant=NONE", false)] {
        let page = try await console.get("/operator/devices" + query, cookies).text
        #expect(page.contains(path) == isShown, "\(query)")
      }
      let page = try await console.get(path, cookies).text
      #expect(page.contains("Handheld &lt;7&gt;") && page.contains("Report it lost"))
      // Who only reads has no form, and posting it all the same is refused.
      let reader = try await console.signIn("reader")
      #expect(try await !console.get(path, reader).text.contains("Report it lost"))
      let stolen = try await console.post(
        path + "/loss", "form_token=\(try await console.get(path, reader).text.formToken)", reader)
      #expect(stolen.status != .seeOther)
      #expect(try await console.coalition.device(device.id, by: .system).state == .active)
      let done = try await console.post(path + "/loss", "form_token=\(page.formToken)", cookies)
      #expect(done.headers[.location] == path + "?said=lost")
      #expect(try await console.coalition.device(device.id, by: .system).state == .lost)
      let after = try await console.get(path + "?said=lost", cookies).text
      #expect(after.contains("its key has ended") && !after.contains("Report it lost"))
      #expect(try await console.get("/operator/devices/dev_nobody", cookies).status == .notFound)
    }
  }

  @Test func `a day file is listed with its differences, each with its case in words`() async throws {
    try await TestConsole.open { console in
      let cookies = try await console.signIn()
      #expect(
        try await console.get("/operator/day-files", cookies).text.contains("No day file has come yet"))
      let day = "2026-03-02"
      let head = "day_file,1,\(day),1,last,CNY\nkey,type,points,amount,member,occurred_at,reference,post\n"
      let text = head + "k1,spend,100,,,,R-<1>,\n"
      let digest = SHA256.hash(data: Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
      let whole = Array((text + "trailer,1,100,0,\(digest)\n").utf8)
      let pieces = AsyncStream { stream in
        stream.yield(whole)
        stream.finish()
      }
      let file = try await console.coalition.receiveDayFile(pieces, by: console.till)
      _ = try await console.coalition.runDueJobs()
      let path = "/operator/day-files/" + console.coalition.publicIDs.text(file.id)
      #expect(try await console.get("/operator/day-files?merchant=SHOP", cookies).text.contains(path))
      #expect(try await !console.get("/operator/day-files?merchant=NONE", cookies).text.contains(path))
      let page = try await console.get(path, cookies).text
      #expect(page.contains("Missing here") && page.contains("R-&lt;1&gt;"))
      let found = try await console.coalition.cases(by: .system).items
      let link = try #require(
        found.first.map { "/operator/cases/" + console.coalition.publicIDs.text($0.id) })
      #expect(page.contains(link))
      #expect(try await console.get(link, cookies).text.contains("Day file 1 of 2026-03-02, line 1"))
      #expect(found.map(\.reason.details) == [[day, "1", "1"]])
      #expect(try await console.get("/operator/day-files/dfl_nobody", cookies).status == .notFound)
    }
  }
}
