import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import Storage
import Testing

@testable import Consoles

/// Lists as files: at once, and made in the background for their requester alone.
@Suite(.database) struct ExportFlowTests {
  @Test func `a file is made in the background and given to its requester alone, until it ends`() async throws
  {
    try await TestConsole.open { console in
      for number in 0..<3 { try await console.earn(1_000, key: "\(number)") }
      try await console.spend(8, key: "s")
      let cookies = try await console.signIn()
      let list = try await console.get("/operator/transactions?kind=spend", cookies).text
      #expect(list.contains("Export in the background"))
      let token = "form_token=" + list.formToken
      let asked = try await console.post(
        "/operator/exports", token + "&list=transactions&query=kind%3Dspend", cookies)
      #expect(asked.headers[.location] == "/operator/exports")
      #expect(try await console.get("/operator/exports", cookies).text.contains("Waiting"))
      let report = try await console.coalition.runDueJobs(lane: .files, exporter: console.exporter)
      #expect(report.first { $0.name == .exports }?.done == 1)
      let page = try await console.get("/operator/exports", cookies).text
      let path = String(try #require(page.firstMatch(of: /\/operator\/exports\/exp_[0-9A-Z]+\/file/)?.0))
      let file = try await console.get(path, cookies)
      let direct = try await console.get("/operator/transactions.csv?kind=spend", cookies)
      #expect(file.text == direct.text, "\(file.text) \(direct.text)")
      #expect(file.text.contains(",-8,"))
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"transactions.csv\"")
      let reader = try await console.signIn("reader")
      #expect(try await console.get(path, reader).status == .notFound)
      #expect(try await !console.get("/operator/exports", reader).text.contains("exp_"))
      console.clock.advance(seconds: 7 * 86_400 + 1)
      let later = try await console.signIn()
      #expect(try await console.get(path, later).status == .notFound)
      try await console.coalition.runDueJobs()
      #expect(try FileManager.default.contentsOfDirectory(atPath: console.exportFolder).isEmpty)
    }
  }

  @Test func `personal data in full is made only by permit, and taken once`() async throws {
    try await TestConsole.open { console in
      let coalition = console.coalition
      let cookies = try await console.signIn()
      let form = try await console.get("/operator/members/export?state=active", cookies).text
      let proposed = try await console.post(
        "/operator/members/export", "form_token=\(form.formToken)&state=active&reason=audit", cookies)
      let approval = try #require(proposed.headers[.location]?.split(separator: "/").last.map(String.init))
      let direct = "/operator/members.csv?state=active&from=&to=&approval=" + approval
      #expect(try await console.get(direct, cookies).status == .forbidden, "nobody has decided yet")
      let second = try await coalition.createUser(
        UserDraft(login: "second", name: "Wu", password: TestConsole.password, roles: .risk), by: .system)
      let id: ApprovalID = try #require(coalition.publicIDs.id(approval))
      _ = try await coalition.approve(id, by: second.principal) { _ in .failed("unasked") }
      let other = "/operator/members.csv?state=frozen&approval=" + approval
      #expect(try await console.get(other, cookies).status == .forbidden, "something else was approved")
      #expect(try await console.get(direct, cookies).headers[.location] == "/operator/exports")
      #expect(try await console.get(direct, cookies).status == .forbidden, "a permit serves once")
      try await coalition.runDueJobs(lane: .files, exporter: console.exporter)
      let page = try await console.get("/operator/exports", cookies).text
      let path = String(try #require(page.firstMatch(of: /\/operator\/exports\/exp_[0-9A-Z]+\/file/)?.0))
      let file = try await console.get(path, cookies).text
      #expect(file.contains("'=Li Ming") && file.contains("13800138000"))
      #expect(try await console.get(path, cookies).status == .notFound)
      #expect(try FileManager.default.contentsOfDirectory(atPath: console.exportFolder).isEmpty)
      let log = try await coalition.database.read { tx in
        try tx.query("SELECT action FROM audit_log WHERE action LIKE 'export%' ORDER BY number") {
          $0[0] as String
        }
      }
      #expect(log == ["export.ask", "export.download"])
    }
  }

  @Test func `what a person may not read they do not get as a file, also when the right went meanwhile`()
    async throws
  {
    try await TestConsole.open { console in
      let coalition = console.coalition
      let cookies = try await console.signIn("reader")
      let token = "form_token=" + (try await console.get("/operator/audit", cookies).text.formToken)
      for list in ["audit", "terminals", "day-files"] {
        let asked = try await console.post("/operator/exports", token + "&list=\(list)&query=", cookies)
        #expect(asked.status == .seeOther, "\(list)")
      }
      let refused = try await console.post("/operator/exports", token + "&list=approvals&query=", cookies)
      #expect(refused.status == .forbidden)
      for list in ["", "ledger", "..%2Fledger", "members/x"] {
        let asked = try await console.post("/operator/exports", token + "&list=\(list)&query=", cookies)
        #expect(asked.status == .notFound, "\(list)")
      }
      let found = try await coalition.users(UserQuery(login: "reader"), by: .system).items
      let id = try #require(found.first?.id)
      _ = try await coalition.setStatus(.disabled, ofUser: id, by: .system)
      try await coalition.runDueJobs(lane: .files, exporter: console.exporter)
      let states = try await coalition.database.read { tx in
        try tx.query("SELECT DISTINCT state FROM export_file") { $0[0] as String }
      }
      #expect(states == ["failed"])
    }
  }

  @Test func `a file that lies ready is not given to who has lost the right to it since`() async throws {
    try await TestConsole.open { console in
      let coalition = console.coalition
      let cookies = try await console.signIn("reader")
      let token = "form_token=" + (try await console.get("/operator/audit", cookies).text.formToken)
      _ = try await console.post("/operator/exports", token + "&list=audit&query=", cookies)
      try await coalition.runDueJobs(lane: .files, exporter: console.exporter)
      let page = try await console.get("/operator/exports", cookies).text
      let path = String(try #require(page.firstMatch(of: /\/operator\/exports\/exp_[0-9A-Z]+\/file/)?.0))
      #expect(try await console.get(path, cookies).status == .ok)
      // As where a role means less than it did when the file was made.
      func setRoles(_ roles: Role) async throws {
        try await coalition.database.write { tx in
          try tx.execute("UPDATE operator_user SET roles = \(roles) WHERE login = 'reader'")
        }
      }
      try await setRoles(.service)
      #expect(try await console.get(path, cookies).status == .forbidden)
      try await setRoles(.auditor)
      #expect(try await console.get(path, cookies).status == .ok)
      // And where somebody changed what the person may see, though they may read the list again.
      let found = try await coalition.users(UserQuery(login: "reader"), by: .system).items
      let id = try #require(found.first?.id)
      for roles in [Role.service, .auditor] {
        _ = try await coalition.changeUser(id, UserChange(roles: roles), by: .system)
      }
      #expect(try await console.get(path, cookies).status == .notFound)
      #expect(try await console.get("/operator/exports", cookies).status == .ok)
    }
  }

  @Test func `a merchant's file is not given to another's people, nor when its owner's stores changed`()
    async throws
  {
    try await TestDesk.open { desk in
      let coalition = desk.console.coalition
      try await desk.earn(20_000, in: desk.stores[1], key: "b")
      let cookies = try await desk.signIn("manager")
      let token = "form_token=" + (try await desk.console.get("/merchant", cookies).text.formToken)
      _ = try await desk.console.post("/merchant/exports", token + "&list=transactions&query=", cookies)
      try await coalition.runDueJobs(lane: .files, exporter: desk.console.exporter)
      let page = try await desk.console.get("/merchant/exports", cookies).text
      let path = String(try #require(page.firstMatch(of: /\/merchant\/exports\/exp_[0-9A-Z]+\/file/)?.0))
      #expect(try await desk.console.get(path, cookies).status == .ok)
      let chief = try await desk.console.signIn()
      let owner = try await desk.signIn("owner")
      #expect(try await desk.console.get(path, owner).status == .notFound)
      let platform = path.replacing("/merchant", with: "/operator")
      #expect(try await desk.console.get(platform, chief).status == .notFound)
      let found = try await coalition.users(UserQuery(login: "manager"), by: .system).items
      let id = try #require(found.first?.id)
      let stores = try #require(found.first?.stores)
      let others = Set(desk.stores.map(\.id)).subtracting(stores)
      _ = try await coalition.changeUser(id, UserChange(stores: others), by: .system)
      #expect(try await desk.console.get(path, cookies).status == .notFound)
    }
  }

  @Test func `a merchant's file holds its own transactions alone, of the stores its owner works in`()
    async throws
  {
    try await TestDesk.open { desk in
      try await desk.earn(10_000, in: desk.stores[0], key: "a")
      try await desk.earn(20_000, in: desk.stores[1], key: "b")
      for (login, lines) in [("owner", 3), ("manager", 2)] {
        let cookies = try await desk.signIn(login)
        let token = "form_token=" + (try await desk.console.get("/merchant", cookies).text.formToken)
        let asked = try await desk.console.post(
          "/merchant/exports", token + "&list=transactions&query=", cookies)
        #expect(asked.status == .seeOther, "\(login)")
        try await desk.console.coalition.runDueJobs(lane: .files, exporter: desk.console.exporter)
        let page = try await desk.console.get("/merchant/exports", cookies).text
        let path = String(try #require(page.firstMatch(of: /\/merchant\/exports\/exp_[0-9A-Z]+\/file/)?.0))
        let file = try await desk.console.get(path, cookies).text
        #expect(file.split(separator: "\r\n").count == lines, "\(login)")
        #expect(!file.contains("Rival") && file.contains("Pier 3"))
        desk.console.clock.advance(seconds: 3)
      }
      let cashier = try await desk.signIn("cashier")
      let token = "form_token=" + (try await desk.console.get("/merchant", cashier).text.formToken)
      let refused = try await desk.console.post(
        "/merchant/exports", token + "&list=transactions&query=", cashier)
      #expect(refused.status == .forbidden)
    }
  }
}
