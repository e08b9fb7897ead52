import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty
import NIOCore

extension MemberSite {
  func account(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await account(visit) }
  }

  private func account(
    _ visit: MemberVisit, fault: String? = nil, birthdayFault: String? = nil
  ) async throws -> Response {
    let member = visit.member
    let cards = try await coalition.cards(by: visit.me)
    var page = SiteMePage(
      id: coalition.publicIDs.text(member.id), name: member.name,
      phone: member.phone ?? visit.words.commonNone,
      email: try await coalition.ownEmail(by: visit.me).map { ($0.address, $0.isProven) },
      language: Language(rawValue: member.language.rawValue) ?? .simplifiedChinese,
      standing: ShownStanding(member.status),
      cards: cards.map { SiteMePage.CardShown(number: $0.number, standing: ShownStanding($0.status)) },
      devices: Int64(try await coalition.devices(by: visit.me).count),
      hasPassword: try await coalition.hasPassword(visit.me),
      pin: ShownPIN(try await coalition.ownPIN(by: visit.me)), sendsEmail: coalition.sendsEmail,
      unread: try await coalition.unreadMessages(by: visit.me))
    page.fault = fault
    page.birthday = try await coalition.birthday(by: visit.me)?.text
    page.birthdayFault = birthdayFault
    let isTaken = fault == nil && birthdayFault == nil
    return faces.page(page.render(visit.visit), status: isTaken ? .ok : .badRequest)
  }

  func saveProfile(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let language = Language(rawValue: form["language"] ?? "")
      let typed = (form["birthday"] ?? "").trimmed
      let birthday = Birthday(typed: typed)
      if !typed.isEmpty, birthday == nil {
        return try await account(visit, birthdayFault: visit.words.tierBirthdayFault)
      }
      do {
        try await coalition.updateOwnProfile(
          name: form["name"], language: language.map { MemberLanguage($0) }, by: visit.me)
      } catch let refusal as MemberAccessRefusal {
        return try await account(visit, fault: refusal.text(visit.words))
      }
      // Where it is known already the form does not ask for it, and another does not count.
      if let birthday { _ = try await coalition.setOwnBirthday(birthday, by: visit.me) }
      var response = done(.saved, at: .siteMe)
      if let language { keep(language, in: &response) }
      return response
    }
  }

  func setType(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { _, form in
      var response = done(.saved, at: .siteMe)
      let size = form["size"] == "large" ? "large" : "normal"
      set(.typeSize, size, ageSeconds: 365 * 86_400, in: &response)
      return response
    }
  }

  func devices(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let devices = try await coalition.devices(by: visit.me).map { device in
        SiteDevicesPage.Device(
          id: coalition.publicIDs.text(device.id), name: device.name,
          enteredAt: ShownTime(device.enteredAt), seenAt: ShownTime(device.seenAt),
          isCurrent: device.isCurrent)
      }
      return faces.page(SiteDevicesPage(devices: devices).render(visit.visit))
    }
  }

  func endDevice(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      guard let id = coalition.publicIDs.id(asked.id, as: Identified.MemberSession.self) else {
        throw HTTPError(.notFound)
      }
      try await coalition.endDevice(id, by: visit.me)
      return done(.ended, at: .siteDevices)
    }
  }

  func endOtherDevices(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await coalition.endOtherDevices(by: visit.me)
      return done(.ended, at: .siteDevices)
    }
  }

  func passwordPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in try await password(visit) }
  }

  func requestPasswordCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await refusable {
        try await coalition.requestOwnCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        try await password(visit, isSent: refusal?.waitSeconds != nil || refusal == nil, refusal)
      }
    }
  }

  func setPassword(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      do {
        let entry = try await coalition.setPassword(
          String((form["password"] ?? "").prefix(200)), code: String((form["code"] ?? "").prefix(20)),
          from: place(asked), by: visit.me)
        return entered(entry, to: Link.siteMe.query([("said", Said.password.rawValue)]))
      } catch let refusal as MemberAccessRefusal {
        return try await password(visit, isSent: true, refusal)
      }
    }
  }

  private func password(
    _ visit: MemberVisit, isSent: Bool = false, _ refusal: MemberAccessRefusal? = nil
  ) async throws -> Response {
    var page = SitePasswordPage(
      phone: masked(visit), hasPassword: try await coalition.hasPassword(visit.me), isSent: isSent)
    page.fault = refusal?.text(visit.words)
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }

  func phonePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      faces.page(SitePhonePage(phone: masked(visit)).render(visit.visit))
    }
  }

  func requestPhoneCodes(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let phone = String((form["phone"] ?? "").prefix(30))
      return try await refusable {
        try await coalition.requestPhoneChange(to: phone, from: place(asked), by: visit.me)
      } then: { refusal in
        phonePage(visit, new: refusal == nil || refusal?.waitSeconds != nil ? phone : nil, refusal)
      }
    }
  }

  func changePhone(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let phone = String((form["phone"] ?? "").prefix(30))
      do {
        let entry = try await coalition.changePhone(
          to: phone, oldCode: String((form["old_code"] ?? "").prefix(20)),
          newCode: String((form["new_code"] ?? "").prefix(20)), from: place(asked), by: visit.me)
        return entered(entry, to: Link.siteMe.query([("said", Said.phone.rawValue)]))
      } catch let refusal as MemberAccessRefusal { return phonePage(visit, new: phone, refusal) }
    }
  }

  private func phonePage(
    _ visit: MemberVisit, new: String?, _ refusal: MemberAccessRefusal?
  ) -> Response {
    let page = SitePhonePage(phone: masked(visit), new: new, fault: refusal?.text(visit.words))
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }

  func freezePage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      faces.page(SiteFreezePage(isFrozen: visit.member.status == .frozen).render(visit.visit))
    }
  }

  func freeze(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      do { try await coalition.freezeMyself(by: visit.me) } catch MemberAccessRefusal.notActive {
        // Pressed twice: it is as they wished.
        return faces.redirect(to: .siteFreeze)
      }
      return done(.frozen, at: .site)
    }
  }

  func export(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let json = try await coalition.exportOwnData(by: visit.me)
      var headers: HTTPFields = [.contentType: "application/json"]
      headers[.contentDisposition] = "attachment; filename=\"tongbao-member.json\""
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
  }

  func masked(_ visit: MemberVisit) -> String {
    visit.member.phone.map(Masked.phone) ?? visit.words.commonNone
  }

  func refusable(
    _ act: () async throws -> Void, then answer: (MemberAccessRefusal?) async throws -> Response
  ) async throws -> Response {
    do { try await act() } catch let refusal as MemberAccessRefusal { return try await answer(refusal) }
    return try await answer(nil)
  }
}

extension MemberAccessRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .delayed, .codeTooSoon, .tooManyLookups: .tooManyRequests
    case .notAuthenticated, .wrong: .unauthorized
    case .phoneTaken, .emailTaken, .emailUnavailable, .holdsOpen, .poolHeaded, .pointsChanged, .notActive,
      .closed,
      .offerEnded:
      .conflict
    case .phoneInvalid, .emailInvalid, .nameInvalid, .ticketEnded, .termsNotAgreed, .passwordTooWeak,
      .pinTooSimple, .receiverInvalid, .receiverNotFound:
      .badRequest
    }
  }
}

extension Birthday {
  /// A month and a day as people type them: `02-29`, `2/29`.
  fileprivate init?(typed text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }.map { Int($0) }
    guard parts.count == 2, let month = parts[0], let day = parts[1] else { return nil }
    self.init(month: month, day: day)
  }
}
