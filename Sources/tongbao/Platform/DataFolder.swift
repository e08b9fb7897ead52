import Foundation
import Loyalty

/// What a data folder keeps besides its databases.
enum DataFolder {
  /// The settings of a folder; a zone that is given is written into the settings of a folder that has none
  /// yet.
  /// - Throws: ``SettingsFault`` when the folder has another zone.
  static func settings(_ options: PlatformOptions, zone: String?) throws -> Settings {
    guard let zone else { return try options.settings() }
    let wanted = try options.settings(["zone": zone])
    let file = wanted.data + "/tongbao.toml"
    if FileManager.default.fileExists(atPath: wanted.data + "/ledger.db") {
      let present = try options.settings().calendar.zone.name
      guard present == zone else {
        throw SettingsFault("zone", "the data folder's is \(present); business days cannot move to \(zone)")
      }
    } else if options.config == nil, !FileManager.default.fileExists(atPath: file) {
      try FileManager.default.createDirectory(
        atPath: wanted.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(
        "# Settings of this platform; every key stands in docs/guide/operators.md.\nzone = \"\(zone)\"\n".utf8
      )
      .write(to: URL(filePath: file), options: .withoutOverwriting)
    }
    return wanted
  }
}
