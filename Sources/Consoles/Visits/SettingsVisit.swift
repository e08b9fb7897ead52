import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func settingsPage(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownSettings(visit) }
  }

  /// Which programme devices should run: it touches no money, so one person may, and the log has both.
  func setDeviceProgramme(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try requireToSee(visit)
      func text(_ name: String) -> String { String((form[name] ?? "").prefix(500)) }
      let typed = SettingsPage.Programme(
        minimum: text("minimum"), latest: text("latest"), address: text("address"), sha256: text("sha256"))
      do {
        _ = try await coalition.setDeviceProgramme(
          DeviceProgramme(
            minimum: typed.minimum, latest: typed.latest, address: typed.address, sha256: typed.sha256),
          by: visit.principal)
        return faces.redirect(to: .settings)
      } catch let refusal as DeviceRefusal {
        let words = visit.words
        let fault = refusal == .versionInvalid ? words.settingsFaultVersion : words.settingsFaultAddress
        return try await shownSettings(visit, typed, fault: fault)
      }
    }
  }

  /// Those who may change settings, and those who look after them.
  private func requireToSee(_ visit: SignedInVisit) throws {
    guard !visit.principal.scopes.isDisjoint(with: [.settings, .audit]) else {
      throw AccessRefusal.scopeMissing(.settings)
    }
  }

  private func shownSettings(
    _ visit: SignedInVisit, _ typed: SettingsPage.Programme? = nil, fault: String? = nil
  ) async throws -> Response {
    try requireToSee(visit)
    let found = try await coalition.deviceProgramme()
    let programme = found.map {
      SettingsPage.Programme(
        minimum: $0.minimum, latest: $0.latest, address: $0.address, sha256: $0.sha256)
    }
    let seesRules = !visit.principal.scopes.isDisjoint(with: .ofApprovals)
    let rules = seesRules ? try await coalition.approvalRules(by: visit.principal).count : nil
    var page = SettingsPage(
      settings: settings, programme: typed ?? programme ?? SettingsPage.Programme(),
      rules: rules.map { Int64($0) }, mayChange: visit.principal.scopes.contains(.writeMerchants))
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .badRequest)
  }
}
