/// A setting of the platform that its server was started with.
package struct PlatformSetting: Sendable, Hashable {
  /// Which of the places, in their order of precedence, said it.
  package enum Source: String, CaseIterable, Sendable {
    case flag, environment, file
    /// Nobody did.
    case standard
  }

  /// As `http.address`.
  package let key: String
  /// As `TONGBAO_HTTP_ADDRESS`.
  package let variable: String
  /// Empty for a secret, which is shown nowhere.
  package let value: String
  package let source: Source
  package let isSecret: Bool

  package init(key: String, variable: String, value: String, source: Source, isSecret: Bool = false) {
    self.key = key
    self.variable = variable
    self.value = isSecret ? "" : value
    self.source = source
    self.isSecret = isSecret
  }
}

/// What the platform is set to: by its server's settings, to be read; and by data, each with who may change
/// it and where.
struct SettingsPage: ConsolePage {
  /// Versions that devices should run, as they are or as they were typed.
  struct Programme: Sendable {
    var minimum = ""
    var latest = ""
    var address = ""
    var sha256 = ""
  }

  let settings: [PlatformSetting]
  let programme: Programme
  /// Of rules, templates and programmes, how many there are.
  let rules: Int64?
  let mayChange: Bool
  var fault: String?

  var place: MenuPlace { .settings }

  func heading(_ words: Words) -> String { words.settingsTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.settingsIntro)
      card(words.settingsData, words.settingsDataNote, id: "data") { dataList(words) }
      card(words.settingsDevices, words.settingsDevicesNote, id: "devices") { programmeForm(visit) }
      card(words.settingsServer, words.settingsServerNote, id: "server") { serverTable(words) }
    }
  }

  private func dataList(_ words: Words) -> Node {
    func item(_ name: String, _ note: String, _ link: Link) -> Node {
      li { twoLines(a(.href(link)) { name }, note) }
    }
    return ul(.class("plain-list")) {
      item(
        words.approvalsRules,
        rules.map { words.settingsRules(count: $0) } ?? words.settingsTwoPeople, .approvalRules)
      item(words.menuPrograms, words.settingsPrograms, .programs)
      item(words.templateTitle, words.settingsTemplates, .templates)
      item(words.staffTitle, words.settingsStaff, .staff)
    }
  }

  private func programmeForm(_ visit: Visit) -> Node {
    let words = visit.words
    if !mayChange {
      let none = words.commonNone
      return facts([
        (words.settingsMinimum, .text(programme.minimum.isEmpty ? none : programme.minimum)),
        (words.settingsLatest, .text(programme.latest.isEmpty ? none : programme.latest)),
        (words.settingsAddress, .text(programme.address.isEmpty ? none : programme.address)),
      ])
    }
    return form(.class("decision"), .method(.post), .action(.settingsDevices)) {
      formToken(visit)
      faultNotice(fault)
      field("minimum", words.settingsMinimum, programme.minimum, isNeeded: true)
      field("latest", words.settingsLatest, programme.latest, isNeeded: true)
      field("address", words.settingsAddress, programme.address, isNeeded: false)
      field("sha256", words.settingsDigest, programme.sha256, isNeeded: false)
      div { button(.class("button")) { words.settingsSave } }
    }
  }

  private func field(_ name: String, _ text: String, _ value: String, isNeeded: Bool) -> Node {
    var attributes: [Attribute] = [
      .id(name), .name(name), .value(value), .maxlength(500), .autocomplete("off"),
    ]
    if isNeeded { attributes.append(.required) }
    if fault != nil { attributes.append(.aria(.describedby, "fault")) }
    return div(.class("field")) {
      label(.for(name)) { text }
      input(attributes)
    }
  }

  private func serverTable(_ words: Words) -> Node {
    DataTable(
      name: words.settingsServer,
      columns: [
        Column(words.settingsKey), Column(words.settingsValue), Column(words.settingsSource),
      ],
      rows: settings.map { setting in
        [
          twoLines(code { setting.key }, setting.variable), .text(value(setting, words)),
          badge(source(setting.source, words), setting.source == .standard ? .quiet : .good),
        ]
      }
    ).node
  }

  private func value(_ setting: PlatformSetting, _ words: Words) -> String {
    if setting.isSecret { return words.settingsSecret }
    return setting.value.isEmpty ? words.commonNone : setting.value
  }

  private func source(_ source: PlatformSetting.Source, _ words: Words) -> String {
    switch source {
    case .flag: words.settingsFlag
    case .environment: words.settingsEnvironment
    case .file: words.settingsFile
    case .standard: words.settingsStandard
    }
  }
}
