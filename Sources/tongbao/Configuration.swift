import Coalition
import Configuration
import Consoles
import Foundation
import Loyalty
import TOMLKit

/// What an operator may set, by flag, environment (`TONGBAO_…`) or `tongbao.toml` in the data folder, in
/// this order.
///
/// | key | environment | default |
/// | --- | --- | --- |
/// | `data` (flag and environment only) | `TONGBAO_DATA` | `./data` |
/// | `database` | `TONGBAO_DATABASE` | SQLite in the data folder |
/// | `zone` | `TONGBAO_ZONE` | `Asia/Shanghai` |
/// | `cut_off` | `TONGBAO_CUT_OFF` | `00:00` |
/// | `country_code` | `TONGBAO_COUNTRY_CODE` | `86` |
/// | `http.address` | `TONGBAO_HTTP_ADDRESS` | `127.0.0.1:8080` |
/// | `http.trusted_proxy` | `TONGBAO_HTTP_TRUSTED_PROXY` | none |
/// | `http.forwarded_header` | `TONGBAO_HTTP_FORWARDED_HEADER` | `x-forwarded-for` |
/// | `http.certificate`, `http.private_key` (PEM files) | `TONGBAO_HTTP_…` | no TLS |
/// | `hosts.operator`, `.merchant`, `.seat`, `.member`, `.api` (see `FaceHosts`) | `TONGBAO_HOSTS_…` | none |
/// | `http.rate_limit` (requests a minute and key) | `TONGBAO_HTTP_RATE_LIMIT` | `6000` |
/// | `pos.address` (empty: no terminals) | `TONGBAO_POS_ADDRESS` | `127.0.0.1:8583` |
/// | `pos.tpdu` (`swap`, `echo`) | `TONGBAO_POS_TPDU` | `swap` |
/// | `pos.header_length` (`auto`, `0`, `6`) | `TONGBAO_POS_HEADER_LENGTH` | `auto` |
/// | `pos.certificate`, `pos.private_key`, `pos.client_authorities` (PEM files) | `TONGBAO_POS_…` | no TLS |
/// | `pos.allow_plain` (no TLS beyond this machine) | `TONGBAO_POS_ALLOW_PLAIN` | `false` |
/// | `staff.second_factor` (of the operator's own people) | `TONGBAO_STAFF_SECOND_FACTOR` | `true` |
/// | `sign_in.strangers_per_minute` (wrong passwords of unknown devices) | `TONGBAO_SIGN_IN_…` | `100` |
/// | `passwords.…` (see `PasswordSettings`) | `TONGBAO_PASSWORDS_…` | none |
/// | `mail.…`, `sms.provider` (see `MessageSettings`) | `TONGBAO_MAIL_…`, `TONGBAO_SMS_PROVIDER` | none |
/// | `public_address` (where people open it, for links in letters) | `TONGBAO_PUBLIC_ADDRESS` | none |
/// | `webhooks.allow_local` (plain http, private networks) | `TONGBAO_WEBHOOKS_ALLOW_LOCAL` | `false` |
/// | `clearing.by_hand` (only `tongbao clearing run` closes days) | `TONGBAO_CLEARING_BY_HAND` | `false` |
/// | `jobs.sweep_percent` (of the time, beside payments) | `TONGBAO_JOBS_SWEEP_PERCENT` | `25` |
/// | `log.level` | `TONGBAO_LOG_LEVEL` | `notice` |
struct Settings: Sendable {
  /// The data folder as an absolute path.
  var data: String
  var calendar: BusinessCalendar
  var countryCode: String
  var http: HTTPSettings
  /// Nil where no terminals are served.
  var pos: POSSettings?
  /// Whether the operator's own people must have a second factor.
  var isSecondFactorRequired: Bool
  /// Wrong passwords a minute that are judged for devices that nobody knows.
  var strangersPerMinute: Int
  var passwords: PasswordSettings
  var messages: MessageSettings
  /// Without a slash at the end; empty where nobody said.
  var publicAddress: String
  /// Whether webhooks may go to plain http and to private networks.
  var allowsLocalWebhooks: Bool
  /// Whether days are closed only where somebody runs the clearing.
  var closesDaysByHand: Bool
  /// How much of the time sweeps over many wallets take beside payments, in hundredths.
  var sweepPercent: Int
  var logLevel: String
  /// When a business day ends, as it was given.
  let cutOff: String
  /// Which of the places said each.
  let sources: SettingSources

  /// - Parameters:
  ///   - flags: what the command line said, by key.
  ///   - file: another file than `tongbao.toml` in the data folder; must be there when it is named.
  /// - Throws: ``SettingsFault`` with the key that is wrong.
  init(flags: [String: String], file: String? = nil) throws {
    let environment = EnvironmentVariablesProvider().prefixKeys(with: "tongbao")
    let given = InMemoryProvider(
      name: "flags",
      values: Dictionary(
        uniqueKeysWithValues: flags.map {
          (AbsoluteConfigKey(ConfigKey($0.key)), ConfigValue(.string($0.value), isSecret: false))
        }))
    let data = ConfigReader(providers: [given, environment]).string(forKey: "data", default: "./data")
    let folder = URL(filePath: data).standardizedFileURL.path
    let path = file ?? folder + "/tongbao.toml"
    var providers: [any ConfigProvider] = [given, environment]
    if file != nil || FileManager.default.fileExists(atPath: path) {
      providers.append(try InMemoryProvider(toml: path))
    }
    let places: [PlatformSetting.Source] = [.flag, .environment, .file]
    try self.init(
      data: folder, reader: ConfigReader(providers: providers),
      sources: SettingSources(Array(zip(places, providers))))
  }

  private init(data: String, reader: ConfigReader, sources: SettingSources) throws {
    self.data = data
    self.sources = sources
    if let database = reader.string(forKey: "database", isSecret: true) {
      try Self.requireSQLite(database)
    }
    let zone = reader.string(forKey: "zone", default: "Asia/Shanghai")
    let cutOff = reader.string(forKey: "cut_off", default: "00:00")
    guard let time = WallTime(text: "1970-01-01T\(cutOff):00") else {
      throw SettingsFault("cut_off", "must be a time of day like 23:00, not \(cutOff)")
    }
    let seconds = Int(time.microsecondOfDay / 1_000_000)
    guard let calendar = BusinessCalendar(zone: zone, cutOffSeconds: seconds) else {
      throw SettingsFault("zone", "\(zone) is no zone of the IANA database, such as Asia/Shanghai")
    }
    self.calendar = calendar
    let address = reader.string(forKey: "public_address", default: "")
    guard address.isEmpty || address.hasPrefix("https://") || address.hasPrefix("http://") else {
      throw SettingsFault("public_address", "must begin with https://, not \(address)")
    }
    publicAddress = address.hasSuffix("/") ? String(address.dropLast()) : address
    self.cutOff = cutOff
    countryCode = reader.string(forKey: "country_code", default: "86")
    guard 1...3 ~= countryCode.utf8.count, Int(countryCode) != nil else {
      throw SettingsFault("country_code", "must be one to three digits")
    }
    http = try HTTPSettings(reader: reader)
    pos = try POSSettings(reader: reader)
    isSecondFactorRequired = reader.bool(forKey: "staff.second_factor", default: true)
    strangersPerMinute = reader.int(forKey: "sign_in.strangers_per_minute", default: 100)
    guard 1...1_000_000 ~= strangersPerMinute else {
      throw SettingsFault("sign_in.strangers_per_minute", "must be 1 to 1,000,000")
    }
    passwords = try PasswordSettings(reader: reader)
    messages = try MessageSettings(reader: reader)
    allowsLocalWebhooks = reader.bool(forKey: "webhooks.allow_local", default: false)
    closesDaysByHand = reader.bool(forKey: "clearing.by_hand", default: false)
    sweepPercent = reader.int(forKey: "jobs.sweep_percent", default: 25)
    guard 1...100 ~= sweepPercent else {
      throw SettingsFault("jobs.sweep_percent", "must be 1 to 100")
    }
    logLevel = reader.string(forKey: "log.level", default: "notice")
  }

  private static func requireSQLite(_ database: String) throws(SettingsFault) {
    if database.hasPrefix("postgres://") || database.hasPrefix("postgresql://") {
      throw SettingsFault(
        "database",
        "the ledger is not kept in PostgreSQL yet, only in SQLite inside the data folder. "
          + "Leave --database out"
      )
    }
    if !database.isEmpty, database != "sqlite" {
      throw SettingsFault("database", "must be sqlite, or left out: the database lies inside the data folder")
    }
  }
}

/// A setting that cannot be used.
struct SettingsFault: Error, CustomStringConvertible {
  var key: String
  var reason: String

  init(_ key: String, _ reason: String) {
    self.key = key
    self.reason = reason
  }

  var description: String { "setting \(key): \(reason)" }
}

extension InMemoryProvider {
  /// Reads a TOML file; tables become keys with dots.
  fileprivate init(toml path: String) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {  // The reason is said here.
      throw SettingsFault("file", "\(path) is not there or cannot be read")
    }
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch {
      throw SettingsFault("file", "\(path) is not TOML: \(error)")
    }
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    func gather(_ table: TOMLTable, under prefix: [String]) {
      for key in table.keys {
        guard let value = table[key] else { continue }
        let absolute = AbsoluteConfigKey(prefix + [key])
        if let nested = value.table {
          gather(nested, under: prefix + [key])
        } else if let number = value.int {
          values[absolute] = ConfigValue(.int(number), isSecret: false)
        } else if let flag = value.bool {
          values[absolute] = ConfigValue(.bool(flag), isSecret: false)
        } else if let text = value.string {
          values[absolute] = ConfigValue(.string(text), isSecret: false)
        }
      }
    }
    gather(table, under: [])
    self.init(name: path, values: values)
  }
}
