import ArgumentParser
import Coalition
import Foundation
import HTTPAPI
import Ledger
import LedgerStore
import Logging
import Loyalty
import POSGateway

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make a demo platform in a folder of its own, and serve it.",
    discussion: "The addresses and sign-ins are printed and written to access.json in the folder.")

  /// The same members, purchases and returns every time.
  private static let seed: UInt64 = 20_170_101

  @Option(help: "The demo's folder.") var data = "./demo"
  @Option(help: "Where HTTP is served.") var http = "127.0.0.1:8080"
  @Option(help: "Where terminals are served (ISO 8583).") var pos = "127.0.0.1:8583"
  @Option(help: "A file of purchases to import first, see docs/guide/import.md.") var purchases: String?

  func run() async throws {
    let settings = try demoSettings()
    JSONLog.bootstrap(level: settings.logLevel)
    let file = DemoAccessFile(folder: settings.data)
    let folder = try LedgerFolder(settings.data)
    if try file.read() == nil {
      try discardUnfinished(in: settings.data)
      try file.write(await make(settings, folder))
    }
    let inbox = MessageTray()
    var sink = inbox.sink
    if let relay = settings.messages.relay {
      sink.email = { text in
        try await relay.send(text)
        try await inbox.sink.email?(text)
      }
    }
    let platform = try await Platform.open(
      settings, folder: folder, messageSink: sink, webhookSink: try WebhookSender().sink)
    if let purchases { try await importPurchases(purchases, platform) }
    let host = settings.http.host
    let codes = try await platform.coalition.seatPairingCodes()
    let server = Server(
      platform: platform, isDemo: true, inbox: inbox,
      onReady: { port, pos in
        do {
          let pos = pos.map { "\(settings.pos?.link.host ?? host):\($0)" }
          try announce("\(settings.http.scheme)://\(host):\(port)", pos, codes, file)
        } catch {
          say("access.json cannot be written: \(error)")
        }
      })
    try await server.run()
  }

  /// Whoever tries the demo comes in with the password that it prints.
  private func demoSettings() throws -> Settings {
    var settings = try Settings(flags: ["data": data, "http.address": http, "pos.address": pos])
    settings.isSecondFactorRequired = false
    if settings.publicAddress.isEmpty { settings.publicAddress = "\(settings.http.scheme)://\(http)" }
    // Whoever tries webhooks has a receiver on this machine.
    settings.allowsLocalWebhooks = true
    return settings
  }

  /// A demo whose making was interrupted has no access.json yet: it is begun again.
  private func discardUnfinished(in folder: String) throws {
    for name in ["ledger.db", "search.db", "platform.db"] {
      for suffix in ["", "-wal", "-shm"] {
        let path = "\(folder)/\(name)\(suffix)"
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      }
    }
  }

  private func make(_ settings: Settings, _ folder: LedgerFolder) async throws -> JSON {
    say(
      "Making a demo platform in \(settings.data): merchants, members, \(DemoHistory.days) days of business."
    )
    let zone = settings.calendar.zone
    let now = PlatformClock.system.now()
    let first = zone.date(at: now).adding(days: -DemoHistory.days + 1)
    let clock = MovableClock(zone.start(of: first))
    let platform = try await Platform.open(settings, folder: folder, clock: clock.clock)
    do {
      let bar = ProgressBar("Members")
      var demo = DemoPlatform(platform.coalition, seed: Self.seed)
      try await demo.make { bar.show($0, of: $1) }
      bar.end()
      let days = ProgressBar("Days")
      var history = DemoHistory(platform.coalition, clock: clock, demo, seed: Self.seed + 1)
      try await history.run(from: first, until: now) { days.show($0, of: $1) }
      days.end()
      try await demo.propose()
      try await demo.makeKnown()
      try await platform.close()
      return demo.access.json(at: settings.http.base)
    } catch {
      try await platform.close()
      throw error
    }
  }

  private func importPurchases(_ file: String, _ platform: Platform) async throws {
    // Safe to run again, but looking at every receipt at every start takes its time.
    let done = platform.folder.path + "/purchases.json"
    if FileManager.default.fileExists(atPath: done) { return }
    let today = platform.settings.calendar.zone.date(at: platform.coalition.clock.now())
    let errand = PurchasesErrand(
      file: URL(filePath: file).standardizedFileURL.path, merchant: "GROCER", programme: "grocer-year",
      validityMonths: 12, until: today.description, isDryRun: false)
    let talk = Talk.terminal("Importing")
    let report = try await errand.run(on: platform, talk)
    talk.end()
    try Data(report.prettyText.utf8).write(to: URL(filePath: done), options: .atomic)
    say("Imported \(report["earned"]?.int64 ?? 0) purchases of \(report["members"]?.int64 ?? 0) members.")
  }
}

/// Tells addresses and sign-ins, on the terminal and in the file.
private func announce(
  _ address: String, _ pos: String?, _ codes: [String: String], _ file: DemoAccessFile
) throws {
  guard case .object(var access)? = try file.read() else { return }
  access["http"] = .string(address)
  access["pos"] = pos.map { .string($0) } ?? .null
  access["merchants"] = .array(
    (access["merchants"]?.elements ?? []).map { merchant in
      guard case .object(var fields) = merchant else { return merchant }
      fields["seat_pairing_code"] = codes[merchant["code"]?.text ?? ""].map { .string($0) } ?? .null
      return .object(fields)
    })
  let whole = JSON.object(access)
  try file.write(whole)
  var table = Table("what", "where", "sign-in", "password or key")
  table.leftColumns = Set(0...3)
  let (chief, reviewer) = (whole["operator"], whole["reviewer"])
  table.rows = [
    ["start page", address + "/", "", ""],
    ["operator", address + "/operator", chief?["login"]?.text ?? "", chief?["password"]?.text ?? ""],
    [
      "second person", address + "/operator", reviewer?["login"]?.text ?? "",
      reviewer?["password"]?.text ?? "",
    ],
    ["operator's API", address + "/v1", "", chief?["api_key"]?.text ?? ""],
  ]
  if let merchant = whole["merchants"]?.elements.first {
    table.rows.append([
      "\(merchant["name"]?.text ?? "") owner", address + "/merchant", merchant["owner_login"]?.text ?? "",
      merchant["owner_password"]?.text ?? "",
    ])
    table.rows.append([
      "\(merchant["name"]?.text ?? "") API", address + "/v1", "", merchant["api_key"]?.text ?? "",
    ])
  }
  if let merchant = whole["merchants"]?.elements.first {
    table.rows.append([
      "\(merchant["name"]?.text ?? "") seat", address + "/seat",
      "pair \(merchant["seat_pairing_code"]?.text ?? ""), then \(merchant["seat_number"]?.text ?? "")",
      "PIN \(merchant["seat_pin"]?.text ?? "")",
    ])
  }
  if let pos, let terminal = whole["merchants"]?.elements.first?["terminals"]?.elements.first {
    table.rows.append([
      "terminals (ISO 8583)", pos, terminal["terminal_id"]?.text ?? "", "see merchants[].terminals[]",
    ])
  }
  if let member = whole["members"]?.elements.first {
    table.rows.append([
      "a member", address + "/member", member["phone"]?.text ?? "", "code in \(address)/demo/inbox",
    ])
    table.rows.append(["", "at a till", member["card"]?.text ?? "", "PIN \(member["pin"]?.text ?? "")"])
  }
  for line in table.lines { print(line) }
  print("All of them: \(file.path)")
  // Whoever waits for this output must get it now, although it may be a pipe.
  fflush(nil)
}

extension Coalition {
  /// A fresh code for a seat of every merchant, by the merchant's code; good for a quarter of an hour, as all
  /// are. Browsers that are paired stay so until one is used.
  fileprivate func seatPairingCodes() async throws -> [String: String] {
    var codes: [String: String] = [:]
    for merchant in try await merchants(by: .system).items {
      let terminals = try await terminals(of: merchant.id, by: .system).items
      guard let seat = terminals.first(where: { $0.kind == .seat && $0.status == .enabled }) else { continue }
      codes[merchant.code] = try await createPairingCode(forTerminal: seat.id, by: .system).code
    }
    return codes
  }
}
