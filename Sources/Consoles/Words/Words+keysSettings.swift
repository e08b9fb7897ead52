// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var settingsAddress: String { text("settings.address") }
  var settingsData: String { text("settings.data") }
  var settingsDataNote: String { text("settings.data_note") }
  var settingsDevices: String { text("settings.devices") }
  var settingsDevicesNote: String { text("settings.devices_note") }
  var settingsDigest: String { text("settings.digest") }
  var settingsEnvironment: String { text("settings.environment") }
  var settingsFaultAddress: String { text("settings.fault_address") }
  var settingsFaultVersion: String { text("settings.fault_version") }
  var settingsFile: String { text("settings.file") }
  var settingsFlag: String { text("settings.flag") }
  var settingsIntro: String { text("settings.intro") }
  var settingsKey: String { text("settings.key") }
  var settingsLatest: String { text("settings.latest") }
  var settingsMinimum: String { text("settings.minimum") }
  var settingsPrograms: String { text("settings.programs") }
  func settingsRules(count: Int64) -> String { text("settings.rules", ["count": .count(count)]) }
  var settingsSave: String { text("settings.save") }
  var settingsSecret: String { text("settings.secret") }
  var settingsServer: String { text("settings.server") }
  var settingsServerNote: String { text("settings.server_note") }
  var settingsSource: String { text("settings.source") }
  var settingsStaff: String { text("settings.staff") }
  var settingsStandard: String { text("settings.standard") }
  var settingsTemplates: String { text("settings.templates") }
  var settingsTitle: String { text("settings.title") }
  var settingsTwoPeople: String { text("settings.two_people") }
  var settingsValue: String { text("settings.value") }
}
