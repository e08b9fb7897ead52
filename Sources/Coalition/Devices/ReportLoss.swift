package import Ledger
internal import Storage

extension Coalition {
  /// Reports a device lost (挂失): its key and whoever is signed in there end at once; again changes nothing.
  /// - Throws: `AccessRefusal`, ``DeviceRefusal/deviceNotFound``.
  package func reportLoss(ofDevice id: DeviceID, by principal: Principal) async throws -> Device {
    try principal.require(.writeMerchants)
    let now = clock.now()
    let lost = try await database.write { tx in
      guard let device = try tx.device("device.id = \(id)"), principal.sees(device.merchant, device.store)
      else {
        throw DeviceRefusal.deviceNotFound
      }
      guard device.state == .active else { return device }
      try tx.endDevice(of: device.terminal, as: .lost, at: now)
      try append(
        Change(action: "device.loss", subject: "device/\(id.rawValue)", before: "active", after: "lost"),
        by: principal.actor, in: tx)
      return try tx.device("device.id = \(id)") ?? device
    }
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    return lost
  }

  /// One device; another merchant's is not found.
  /// - Throws: `AccessRefusal`, ``DeviceRefusal/deviceNotFound``.
  package func device(_ id: DeviceID, by principal: Principal) async throws -> Device {
    try principal.require(.readMerchants)
    guard let device = try await database.read({ try $0.device("device.id = \(id)") }),
      principal.sees(device.merchant, device.store)
    else { throw DeviceRefusal.deviceNotFound }
    return device
  }

  /// The caller's own device.
  /// - Throws: ``DeviceRefusal/deviceNotFound`` for a caller that is none.
  package func ownDevice(_ principal: Principal) async throws -> Device {
    guard let key = principal.key,
      let device = try await database.read({ try $0.device("device.key_id = \(key)") })
    else { throw DeviceRefusal.deviceNotFound }
    return device
  }

  /// Devices, newest first; of one merchant when it is named, or when the caller is one.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func devices(
    of merchant: MerchantID? = nil, _ page: PageRequest<Identified.Device> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Device> {
    try principal.require(.readMerchants)
    if let merchant, !principal.sees(merchant) { throw MerchantRefusal.merchantNotFound }
    let owner = merchant ?? principal.merchant
    return try await database.read { tx in
      let ofMerchant: SQL = owner.map { "device.merchant_id = \($0) AND " } ?? ""
      let inStore: SQL = principal.stores.map { "AND terminal.store_id IN (\($0.sorted())) " } ?? ""
      let found = try tx.query(
        Device.select + "WHERE " + ofMerchant + "device.id < \(page.bound) " + inStore
          + "ORDER BY device.id DESC LIMIT \(page.limit + 1)"
      ) { Device($0) }
      return Page(found, limit: page.limit)
    }
  }
}
