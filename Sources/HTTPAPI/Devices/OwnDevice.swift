import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var readOwnDevice: Operation {
    Operation(
      .get, "/v1/devices/self", "Read the calling device and which programme it should run",
      id: "readOwnDevice", needs: .readMerchants, refusals: [.deviceNotFound], gives: .enrolledDevice
    ) { call in try await call.ownDevice(try await call.services.ownDevice(call.principal)) }
  }

  static var reportProgramme: Operation {
    Operation(
      .post, "/v1/devices/self/version", "Say which version the calling device runs", id: "reportProgramme",
      needs: .readMerchants, refusals: [.deviceNotFound],
      examples: Examples(request: ["version": "1.2.0"]), takes: .body("version", .text(1...32, .visible)),
      gives: .enrolledDevice
    ) { call, version in
      try await call.ownDevice(try await call.services.reportProgramme(version, by: call.principal))
    }
  }

  static var signInOnDevice: Operation {
    Operation(
      .post, "/v1/devices/self/sign-in",
      "Sign a person of the merchant's in on the calling device; whoever was there is signed out",
      id: "signInOnDevice", needs: .readMerchants, refusals: [.deviceNotFound], status: 201,
      examples: Examples(request: ["login": "wang", "password": "a long enough secret"]),
      takes: .body("login", .text(3...64)), .body("password", .text(1...128)), gives: .deviceSignIn
    ) { call, login, password in
      let coalition = call.services
      return coalition.shown(
        try await coalition.signInOnDevice(login: login, password: password, by: call.principal))
    }
  }

  static var signOutOnDevice: Operation {
    Operation(
      .post, "/v1/devices/self/sign-out", "Sign out whoever is signed in on the calling device",
      id: "signOutOnDevice", needs: .readMerchants, refusals: [.deviceNotFound], status: 204, gives: .nothing
    ) { call in try await call.services.signOutOnDevice(by: call.principal) }
  }

  static var ownTotals: Operation {
    Operation(
      .get, "/v1/devices/self/totals", "Add up what the calling device's store did on a business day",
      id: "readOwnTotals", needs: .readMerchants, refusals: [.deviceNotFound, .storeNotFound],
      takes: .query("day", optional: .day),
      .query(
        "own", Schema<Bool>.boolean.described("Only what this device did, not its whole store."),
        default: false), gives: .storeTotals
    ) { call, day, isOwn in
      let coalition = call.services
      let device = try await coalition.ownDevice(call.principal)
      return coalition.shown(
        try await coalition.storeTotals(
          device.store, day: day.map { BusinessDay(daysSince1970: Int32(clamping: $0)) },
          terminal: isOwn ? device.terminal : nil, by: call.principal))
    }
  }

  static var storeTotals: Operation {
    Operation(
      .get, "/v1/stores/{id}/totals", "Add up what a store did on a business day, today if none is named",
      id: "readStoreTotals", needs: .readMerchants, refusals: [.storeNotFound],
      takes: .path("id", .id("str")), .query("day", optional: .day), gives: .storeTotals
    ) { call, id, day in
      let coalition = call.services
      let id: StoreID = try coalition.id(id, otherwise: .storeNotFound)
      return coalition.shown(
        try await coalition.storeTotals(
          id, day: day.map { BusinessDay(daysSince1970: Int32(clamping: $0)) }, by: call.principal))
    }
  }

  static var readDeviceProgramme: Operation {
    Operation(
      .get, "/v1/device-programme", "Read which programme devices should run", id: "readDeviceProgramme",
      needs: .readMerchants, refusals: [.notFound], gives: .deviceProgramme
    ) { call in
      guard let programme = try await call.services.deviceProgramme() else { throw Problem(.notFound) }
      return programme
    }
  }

  static var setDeviceProgramme: Operation {
    Operation(
      .put, "/v1/device-programme", "Say which programme devices should run, and where the latest is",
      id: "setDeviceProgramme", needs: .writeMerchants, refusals: [.operatorOnly],
      examples: Examples(request: ["minimum": "1.0.0", "latest": "1.2.0"]),
      takes: .body("minimum", .text(1...32, .visible)), .body("latest", .text(1...32, .visible)),
      .body("address", .text(0...500), default: ""), .body("sha256", .text(0...64), default: ""),
      gives: .deviceProgramme
    ) { call, minimum, latest, address, sha256 in
      try await call.services.setDeviceProgramme(
        DeviceProgramme(minimum: minimum, latest: latest, address: address, sha256: sha256),
        by: call.principal)
    }
  }
}

extension Call<Coalition> {
  fileprivate func ownDevice(_ device: Device) async throws -> Shown<OwnDevice> {
    services.shown(
      OwnDevice(
        device: device, programme: try await services.deviceProgramme(), replyKey: services.replyKey))
  }
}

extension Schema<Shown<DeviceSignIn>> {
  fileprivate static var deviceSignIn: Schema {
    .reply(
      "DeviceSignIn",
      .constant("object", "device_sign_in"),
      .always("operator", .id("usr")) { $0.ids.text($0.user.id) },
      .always("name", .text(1...100)) { $0.user.name },
      .always(
        "session", Schema<String>.text(52...52).described("For the header Operator-Session; shown once.")
      ) { $0.token },
      .always("ends_at", .timestamp) { $0.endsAt.microseconds })
  }
}

extension Schema<Shown<StoreTotals>> {
  fileprivate static var storeTotals: Schema {
    .reply(
      "StoreTotals",
      .constant("object", "store_totals"),
      .always("store", .id("str")) { $0.ids.text($0.store) },
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("complete", .boolean) { $0.isComplete },
      .always("lines", .array(of: .storeTotalsLine, 0...64)) { $0.lines })
  }
}

extension Schema<StoreTotals.Line> {
  fileprivate static var storeTotalsLine: Schema {
    .reply(
      "StoreTotalsLine",
      .always("type", .choice(Ledger.Transaction.Kind.allCases.map(\.name))) { $0.kind.name },
      .always("count", .count(0...Int(Int32.max))) { $0.count },
      .always("points", .points(0...Int.max)) { $0.points.units })
  }
}
