import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  func transferPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let page = try await transferForm(visit)
      return faces.page(page.render(visit.visit))
    }
  }

  /// Shows what it would do.
  func offerTransfer(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var page = try await transferForm(visit)
      page.chosen = String((form["program"] ?? "").prefix(40))
      page.to = String((form["to"] ?? "").prefix(60))
      page.points = String((form["points"] ?? "").prefix(20))
      let program = try await coalition.programs(by: visit.me).first { $0.code == page.chosen }
      let units = program.flatMap { Entered.decimal(page.points, decimals: $0.decimals) }
      guard let program, let units, units > 0 else {
        page.fault = visit.words.transferPointsWrong
        return faces.page(page.render(visit.visit), status: .badRequest)
      }
      do {
        let offer = try await coalition.offerTransfer(
          of: Points(units), in: program.asset, to: page.to, by: visit.me)
        return try await confirmation(offer, visit)
      } catch {
        guard let (text, status) = visit.words.moving(error) else { throw error }
        page.fault = text
        return faces.page(page.render(visit.visit), status: status)
      }
    }
  }

  /// Has a code sent that proves who asks, and shows the same offer again.
  func requestTransferCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await refusable {
        try await coalition.requestProofCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        let isSent = refusal == nil || refusal?.waitSeconds != nil
        return try await confirmation(
          form, visit, isSent: isSent, proofFault: refusal?.text(visit.words), status: refusal?.status ?? .ok)
      }
    }
  }

  /// Sends; the same form sent twice sends once and leads to the same page.
  func sendTransfer(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      var me = visit.me
      do {
        if let proof = ownProof(form) {
          me = try await coalition.proveMyself(proof, from: place(asked), by: me)
        }
        let receipt = try await coalition.transfer(form["offer"] ?? "", by: me)
        return faces.redirect(to: .siteTransferDone(coalition.publicIDs.text(receipt.transaction.id)))
      } catch AccessRefusal.confirmationNeeded {
        return try await confirmation(form, visit, status: .forbidden)
      } catch MemberAccessRefusal.offerEnded {
        var page = try await transferForm(visit)
        page.fault = visit.words.transferOfferEnded
        return faces.page(page.render(visit.visit), status: .conflict)
      } catch {
        guard let (text, status) = visit.words.moving(error) else { throw error }
        let isProof = error is MemberAccessRefusal || (error as? MemberRefusal)?.isOfProof == true
        return try await confirmation(
          form, visit, isSent: form["way"] == "code", proofFault: isProof ? text : nil,
          fault: isProof ? nil : text, status: status)
      }
    }
  }

  func transferDone(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      guard let id: TransactionID = coalition.publicIDs.id(asked.id),
        let made = try await coalition.ownTransfer(id, by: visit.me), let at = made.at
      else { throw HTTPError(.notFound) }
      let naming = try await naming(of: [made.asset], visit)
      func shown(_ points: Points) -> ShownPoints { naming.points(points, of: made.asset) }
      let page = SiteTransferDonePage(
        id: asked.id, receiver: made.partner.text(visit.words), program: naming.program(made.asset),
        arrives: shown(made.arrives), fee: shown(made.fee), total: shown(made.total), left: shown(made.left),
        at: ShownTime(at))
      return faces.page(page.render(visit.visit))
    }
  }
}

extension MemberSite {
  func naming(of programs: Set<AssetID>, _ visit: MemberVisit) async throws -> Naming {
    var question = NameQuestion()
    question.programs = programs
    return Naming(try await coalition.names(question, by: visit.me), visit.words, coalition.publicIDs)
  }

  /// What a form gives as proof; nil where it gives none.
  func ownProof(_ form: FormFields) -> OwnProof? {
    guard let secret = form["secret"], !secret.isEmpty else { return nil }
    let text = String(secret.prefix(128))
    return switch OwnProofField.Way(rawValue: form["way"] ?? "") {
    case .pin: .pin(text)
    case .password: .password(text)
    case .code: .code(text)
    case nil: nil
    }
  }

  /// What this member is asked for; nil where they proved it a moment ago.
  func proofField(_ visit: MemberVisit) async throws -> OwnProofField? {
    if visit.me.isProven(at: coalition.clock.now()) { return nil }
    var ways: [OwnProofField.Way] = []
    if try await coalition.ownPIN(by: visit.me) != OwnPIN.none { ways.append(.pin) }
    if try await coalition.hasPassword(visit.me) { ways.append(.password) }
    return OwnProofField(ways: ways + [.code], phone: masked(visit))
  }

  private func transferForm(_ visit: MemberVisit) async throws -> SiteTransferPage {
    let wallets = try await coalition.wallets(by: visit.me).filter { $0.spendable > 0 }
    let programs = try await coalition.programs(by: visit.me)
    return SiteTransferPage(
      programs: wallets.compactMap { wallet in
        programs.first { $0.asset == wallet.key.asset && $0.status == .active }.map { program in
          SiteTransferPage.Program(
            code: program.code, name: visit.words.name(program.names),
            spendable: ShownPoints(wallet.spendable.units, decimals: program.decimals),
            rules: program.transferRules(visit.words))
        }
      })
  }

  private func confirmation(
    _ offer: OwnTransfer, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let naming = try await naming(of: [offer.asset], visit)
    func shown(_ points: Points) -> ShownPoints { naming.points(points, of: offer.asset) }
    var page = SiteTransferConfirmPage(
      receiver: offer.partner.text(visit.words), program: naming.program(offer.asset),
      arrives: shown(offer.arrives), fee: shown(offer.fee), total: shown(offer.total),
      left: shown(offer.left), offer: offer.offer, proof: try await proofField(visit))
    page.proof?.isSent = isSent
    page.proof?.fault = proofFault
    page.fault = fault
    return faces.page(page.render(visit.visit), status: status)
  }

  /// The offer of a form once more, with what was wrong.
  private func confirmation(
    _ form: FormFields, _ visit: MemberVisit, isSent: Bool = false, proofFault: String? = nil,
    fault: String? = nil, status: HTTPResponse.Status
  ) async throws -> Response {
    do {
      let offer = try await coalition.offer(form["offer"] ?? "", by: visit.me)
      return try await confirmation(
        offer, visit, isSent: isSent, proofFault: proofFault, fault: fault, status: status)
    } catch {
      guard let (text, status) = visit.words.moving(error) else { throw error }
      var page = try await transferForm(visit)
      page.fault = fault ?? text
      return faces.page(page.render(visit.visit), status: status)
    }
  }
}

extension MemberRefusal {
  /// Whether it is about the secret that was typed.
  var isOfProof: Bool {
    switch self {
    case .pinNotSet, .pinWrong, .pinLocked, .codeExpired: true
    default: false
    }
  }
}

extension TransferPartner {
  func text(_ words: Words) -> String {
    let shown = name.isEmpty ? words.transferSomebody : name
    return phoneEnding.map { words.transferPartner(ending: $0, name: shown) } ?? shown
  }
}

extension Program {
  /// What it says of transfers, in sentences.
  fileprivate func transferRules(_ words: Words) -> [String] {
    let policy = policies.transfer
    func points(_ points: Points) -> String {
      words.points(ShownPoints(points.units, decimals: decimals))
    }
    var rules = [words.transferRuleMinimum(points: points(policy.minimum))]
    let percent = Digits.decimal(Int64(policy.feeBasisPoints), decimals: 2) + "%"
    rules.append(
      policy.feeMode == .onTop
        ? words.transferRuleFeeTop(percent: percent) : words.transferRuleFeeWithin(percent: percent))
    if let daily = policy.dailyLimit { rules.append(words.transferRuleDaily(points: points(daily))) }
    if let receivers = policy.receiversPerDay {
      rules.append(words.transferRuleReceivers(count: Int64(receivers)))
    }
    if policy.coolingDays > 0 { rules.append(words.transferRuleCooling(count: Int64(policy.coolingDays))) }
    return rules + [words.transferRuleFinal]
  }
}
