import Configuration
import Consoles
import Foundation
import ISO8583
import Loyalty
import POSGateway

/// Where each setting came from, gathered while the providers are still at hand.
struct SettingSources: Sendable {
  private let found: [String: PlatformSetting.Source]

  /// - Parameter providers: with the place that each stands for, in the order of precedence.
  init(_ providers: [(PlatformSetting.Source, any ConfigProvider)]) {
    var found: [String: PlatformSetting.Source] = [:]
    for (source, provider) in providers {
      let reader = ConfigReader(providers: [provider])
      for (key, _) in Settings.shownKeys where found[key] == nil && reader.says(key) { found[key] = source }
    }
    self.found = found
  }

  subscript(key: String) -> PlatformSetting.Source { found[key] ?? .standard }
}

extension ConfigReader {
  /// Whether there is a value of any kind; which secrets are among them is never told.
  fileprivate func says(_ key: String) -> Bool {
    let key = ConfigKey(key)
    return string(forKey: key, isSecret: true) != nil || int(forKey: key) != nil || bool(forKey: key) != nil
  }
}

extension Settings {
  /// Every key with its variable of the environment, in the order of the guide.
  static let shownKeys: [(key: String, variable: String)] = [
    "data", "database", "zone", "cut_off", "country_code", "public_address", "http.address",
    "http.trusted_proxy", "http.forwarded_header", "http.rate_limit", "http.certificate",
    "hosts.operator", "hosts.merchant", "hosts.seat", "hosts.member", "hosts.api",
    "staff.second_factor", "sign_in.strangers_per_minute", "passwords.words", "passwords.refused",
    "mail.smtp", "mail.from", "mail.password", "sms.provider",
    "webhooks.allow_local", "pos.address", "pos.tpdu", "pos.header_length", "pos.certificate",
    "clearing.by_hand", "jobs.sweep_percent", "log.level",
  ].map { ($0, "TONGBAO_" + $0.uppercased().replacing(".", with: "_")) }

  /// The settings as a page may show them: no secret, and no file's content, is among them.
  var shown: [PlatformSetting] {
    Self.shownKeys.map { key, variable in
      PlatformSetting(
        key: key, variable: variable, value: shownValue(key), source: sources[key],
        isSecret: ["database", "mail.password"].contains(key) && sources[key] != .standard)
    } + [
      PlatformSetting(
        key: "root.secret", variable: "TONGBAO_ROOT_SECRET", value: "",
        source: ProcessInfo.processInfo.environment["TONGBAO_ROOT_SECRET"] == nil ? .file : .environment,
        isSecret: true)
    ]
  }

  private func shownValue(_ key: String) -> String {
    switch key {
    case "data": data
    case "database": "sqlite"
    case "zone": calendar.zone.name
    case "cut_off": cutOff
    case "country_code": countryCode
    case "public_address": publicAddress
    case "http.address": http.host + ":" + String(http.port)
    case "http.trusted_proxy": http.proxyList
    case "http.forwarded_header": http.forwardedHeader
    case "http.rate_limit": String(http.rateLimit)
    case "staff.second_factor": String(isSecondFactorRequired)
    case "sign_in.strangers_per_minute": String(strangersPerMinute)
    case let key where key.hasPrefix("hosts."):
      FaceHosts.Place(rawValue: String(key.dropFirst(6))).flatMap { http.hosts?[$0] } ?? ""
    case "http.certificate": http.tls?.certificate ?? ""
    case "passwords.words": passwords.words.joined(separator: ", ")
    case "passwords.refused": passwords.refusedFile
    case "mail.password": ""
    case "clearing.by_hand": String(closesDaysByHand)
    case "jobs.sweep_percent": String(sweepPercent)
    case "webhooks.allow_local": String(allowsLocalWebhooks)
    case "mail.smtp": messages.relay.map { $0.host + ":" + String($0.port) } ?? ""
    case "mail.from": messages.relay?.from ?? ""
    case "sms.provider": messages.isSMSOnConsole ? "console" : "none"
    case "pos.address": pos.map { $0.link.host + ":" + String($0.link.port) } ?? ""
    case "pos.tpdu": pos.map { $0.host.profile.tpduMode == .echo ? "echo" : "swap" } ?? ""
    case "pos.header_length": pos.map { $0.host.headerLength.map(String.init) ?? "auto" } ?? ""
    case "pos.certificate": pos?.link.tls?.certificate ?? ""
    default: logLevel
    }
  }
}
