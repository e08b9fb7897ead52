import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var createEnrolmentCode: Operation {
    Operation(
      .post, "/v1/terminals/{id}/enrolment",
      "Make a code with which one device is enrolled as this terminal; it serves 15 minutes",
      id: "createEnrolmentCode", needs: .writeMerchants, refusals: [.terminalNotFound, .wrongTerminalKind],
      status: 201, takes: .path("id", .id("trm")),
      .body(
        "operator_required",
        Schema<Bool>.boolean.described("Whether the device moves points only while somebody is signed in."),
        default: true), gives: .enrolmentCode
    ) { call, id, isOperatorRequired in
      let coalition = call.services
      let id: TerminalID = try coalition.id(id, otherwise: .terminalNotFound)
      return try await coalition.createEnrolmentCode(
        forTerminal: id, isOperatorRequired: isOperatorRequired, by: call.principal)
    }
  }

  static var enrolDevice: Operation {
    Operation(
      .post, "/v1/devices",
      """
      Enrol a device by its code; the request is signed with the device's own key, its keyid is \
      ed25519: and the public key in Base64
      """,
      id: "enrolDevice", needs: nil,
      refusals: [
        .enrolmentCodeInvalid, .signatureRequired, .signatureMalformed, .signatureInvalid,
        .signatureExpired, .digestMismatch,
      ], status: 201,
      examples: Examples(request: ["code": "4F9K-7QRT-X2M4", "model": "Handheld 7", "version": "1.0.0"]),
      takes: .body("code", .text(12...20)), .body("model", .text(1...100)),
      .body("version", .text(1...32, .visible)), gives: .enrolledDevice
    ) { call, code, model, version in
      let coalition = call.services
      guard let key = call.broughtKey else { throw DeviceRefusal.proofMissing }
      let device = try await coalition.enrolDevice(
        code: code, publicKey: key, model: model, programme: version, from: call.address ?? "")
      return coalition.shown(
        OwnDevice(
          device: device, programme: try await coalition.deviceProgramme(), replyKey: coalition.replyKey))
    }
  }

  static var listDevices: Operation {
    Operation(
      .get, "/v1/merchants/{id}/devices", "List a merchant's devices, newest first", id: "listDevices",
      needs: .readMerchants, refusals: [.merchantNotFound], takes: .path("id", .id("mch")), .page(),
      gives: .list(of: .device)
    ) { call, id, page in
      let coalition = call.services
      let id: MerchantID = try coalition.id(id, otherwise: .merchantNotFound)
      let found = try await coalition.devices(of: id, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readDevice: Operation {
    Operation(
      .get, "/v1/devices/{id}", "Read a device", id: "readDevice", needs: .readMerchants,
      refusals: [.deviceNotFound], takes: .path("id", .id("dev")), gives: .device
    ) { call, id in
      let coalition = call.services
      let id: DeviceID = try coalition.id(id, otherwise: .deviceNotFound)
      return coalition.shown(try await coalition.device(id, by: call.principal))
    }
  }

  static var reportDeviceLoss: Operation {
    Operation(
      .post, "/v1/devices/{id}/loss", "Report a device lost; its key ends at once, again changes nothing",
      id: "reportDeviceLoss", needs: .writeMerchants, refusals: [.deviceNotFound],
      takes: .path("id", .id("dev")), gives: .device
    ) { call, id in
      let coalition = call.services
      let id: DeviceID = try coalition.id(id, otherwise: .deviceNotFound)
      return coalition.shown(try await coalition.reportLoss(ofDevice: id, by: call.principal))
    }
  }
}

/// What a device needs to know of itself.
struct OwnDevice: Sendable {
  let device: Device
  let programme: DeviceProgramme?
  let replyKey: ReplyKey
}

extension Schema<EnrolmentCode> {
  fileprivate static var enrolmentCode: Schema {
    .reply(
      "EnrolmentCode",
      .constant("object", "enrolment_code"),
      .always("code", Schema<String>.text(14...14).described("Shown once, used once.")) { $0.code },
      .always("expires_at", .timestamp) { $0.expiresAt.microseconds })
  }
}

extension Schema<Shown<Device>> {
  static var device: Schema {
    .reply(
      "Device",
      .constant("object", "device"),
      .always("id", .id("dev")) { $0.text($0.id) },
      .always("merchant", .id("mch")) { $0.ids.text($0.merchant) },
      .always("store", .id("str")) { $0.ids.text($0.store) },
      .always("terminal", .id("trm")) { $0.ids.text($0.terminal) },
      .always("key", Schema<String>.id("key").described("The `keyid` of its signatures.")) {
        $0.ids.text($0.key)
      },
      .always("state", Schema<Device.State>.choice) { $0.state },
      .always("operator_required", .boolean) { $0.isOperatorRequired },
      .always("model", .text(1...100)) { $0.model },
      .always("version", .text(1...32)) { $0.programme },
      .always("enrolled_at", .timestamp) { $0.enrolledAt.microseconds },
      .maybe("ended_at", .timestamp) { $0.endedAt?.microseconds })
  }
}

extension Schema<Shown<OwnDevice>> {
  static var enrolledDevice: Schema {
    .reply(
      "OwnDevice",
      .constant("object", "own_device"),
      .always("device", .device) { Shown<Device>(value: $0.device, ids: $0.ids) },
      .always("reply_key", .replyKey) { $0.replyKey },
      .always("must_update", .boolean) { $0.device.mustUpdate(to: $0.programme) },
      .maybe("programme", .deviceProgramme) { $0.programme })
  }
}

extension Schema<DeviceProgramme> {
  static var deviceProgramme: Schema {
    .reply(
      "DeviceProgramme",
      .constant("object", "device_programme"),
      .always("minimum", .text(1...32)) { $0.minimum },
      .always("latest", .text(1...32)) { $0.latest },
      .maybe("address", .text(1...500)) { $0.address.isEmpty ? nil : $0.address },
      .maybe("sha256", .text(64...64)) { $0.sha256.isEmpty ? nil : $0.sha256 })
  }
}
