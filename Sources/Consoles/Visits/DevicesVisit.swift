import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func devices(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: DevicesPage.filters, sorts: [])
      let batch = await visit.loaded { try await deviceRows(query, visit) }
      return faces.page(DevicesPage(query: query, devices: batch).render(visit.visit))
    }
  }

  private func deviceRows(_ query: ListQuery, _ visit: SignedInVisit) async throws -> Batch<DeviceRow> {
    var owner: MerchantID?
    if !query["merchant"].isEmpty {
      owner = try await merchant(named: query["merchant"], visit)
      if owner == nil { return Batch([]) }
    }
    let after: DeviceID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.devices(
      of: owner, PageRequest(limit: query.limit, after: after), by: visit.principal)
    var question = NameQuestion()
    for device in page.items { question.include(device) }
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let rows = page.items.map { DeviceRow($0, naming) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  func device(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      var visit = visit
      let device = try await findDevice(asked, visit)
      if asked.query["said"] == "lost" { visit.say(visit.words.devicesSaidLost) }
      var question = NameQuestion()
      question.include(device)
      let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
      let page = DevicePage(
        row: DeviceRow(device, naming), mayReport: visit.principal.scopes.contains(.writeMerchants))
      return faces.page(page.render(visit.visit))
    }
  }

  func reportDeviceLost(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let device = try await findDevice(asked, visit)
      _ = try await coalition.reportLoss(ofDevice: device.id, by: visit.principal)
      return faces.redirect(
        to: .device(coalition.publicIDs.text(device.id)).query([("said", "lost")]))
    }
  }

  private func findDevice(_ asked: Asked, _ visit: SignedInVisit) async throws -> Device {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Device.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.device(id, by: visit.principal)
    } catch DeviceRefusal.deviceNotFound { throw HTTPError(.notFound) }
  }
}

extension DeviceRow {
  init(_ device: Device, _ naming: Naming) {
    let none = naming.words.commonNone
    self.init(
      id: naming.publicIDs.text(device.id), model: device.model, programme: device.programme,
      merchantName: naming.merchant(device.merchant) ?? none,
      storeName: naming.book.stores[device.store] ?? none,
      terminal: naming.book.terminals[device.terminal] ?? none, state: ShownDeviceState(device.state),
      needsOperator: device.isOperatorRequired, enrolledAt: ShownTime(device.enrolledAt),
      endedAt: device.endedAt.map { ShownTime($0) })
  }
}

extension ShownDeviceState {
  fileprivate init(_ state: Device.State) {
    self =
      switch state {
      case .active: .active
      case .lost: .lost
      case .replaced: .replaced
      }
  }
}

extension NameQuestion {
  fileprivate mutating func include(_ device: Device) {
    merchants.insert(device.merchant)
    stores.insert(device.store)
    terminals.insert(device.terminal)
  }
}
