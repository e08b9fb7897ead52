import Coalition
import Foundation
import Ledger
import LedgerStore
import Logging
import Storage

/// A data folder that this process owns, opened: the ledger, the tables, and what is done with them.
struct Platform: Sendable {
  let settings: Settings
  let folder: LedgerFolder
  let ledger: SQLiteLedger
  let database: any Database
  let coalition: Coalition

  /// Opens the folder, makes what is missing in it, and migrates its tables.
  /// - Parameter ids: where identifiers and chance come from; given for demo data that must not differ.
  /// - Throws: ``FolderInUse``, ``SettingsFault``, `DatabaseError`, and what damaged files throw.
  static func open(
    _ settings: Settings, clock: PlatformClock = .system, ids: IDSource? = nil,
    codeSink: CodeSink = .discarding, messageSink: MessageSink = .none,
    webhookSink: WebhookSink = .none
  ) async throws -> Platform {
    try await open(
      settings, folder: LedgerFolder(settings.data), clock: clock, ids: ids ?? IDSource(clock: clock),
      codeSink: codeSink, messageSink: messageSink, webhookSink: webhookSink)
  }

  /// Opens a folder that is claimed already.
  static func open(
    _ settings: Settings, folder: LedgerFolder, clock: PlatformClock = .system, ids: IDSource? = nil,
    codeSink: CodeSink = .discarding, messageSink: MessageSink = .none,
    webhookSink: WebhookSink = .none
  ) async throws -> Platform {
    let secrets = try Secrets.load(from: folder.path)
    let database = try DatabaseAddress.sqlite(path: folder.platform).open()
    try await Migrator.bundled().migrate(database, now: clock.now().microseconds)
    let calendar = settings.calendar
    let logger = Logger(label: "tongbao")
    let ledger = try SQLiteLedger(
      in: folder, logger: logger, now: clock.now, day: { calendar.businessDay(of: $0) })
    var rules = CoalitionSettings(
      calendar: calendar, countryCode: settings.countryCode,
      isSecondFactorRequired: settings.isSecondFactorRequired, publicAddress: settings.publicAddress,
      strangersPerMinute: settings.strangersPerMinute)
    rules.passwords = try settings.passwords.rules()
    rules.closesDaysByHand = settings.closesDaysByHand
    rules.sweepPercent = settings.sweepPercent
    rules.allowsLocalWebhooks = settings.allowsLocalWebhooks
    rules.exportFolder = folder.path + "/exports"
    let coalition = Coalition(
      database: database, ledger: ledger, clock: clock, ids: ids ?? IDSource(clock: clock),
      settings: rules, secrets: secrets, codeSink: codeSink, messageSink: messageSink,
      webhookSink: webhookSink, logger: logger)
    return Platform(
      settings: settings, folder: folder, ledger: ledger, database: database,
      coalition: coalition)
  }

  /// Answers what is queued, writes all state and ends the connections.
  func close() async throws {
    ledger.stop()
    try await database.close()
  }
}
