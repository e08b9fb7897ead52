internal import Coalition
internal import ISO8583
internal import Ledger
internal import Logging
internal import TerminalCrypto

// From a trade to an order of the platform, and from its receipt to the answer. There is no other way to
// points here than the operations that every channel uses.
extension TillHost {
  func carryOut(_ trade: Trade, _ call: TillCall) async throws -> TillReply? {
    if awayTrades.has(call.name(of: trade)) { return try await closedBefore(trade, call) }
    do {
      switch trade.kind {
      case .balance: return try await balance(trade, call)
      case .discountQuote: return try await quoteDiscount(trade, call)
      case .earn: return try await earn(trade, call)
      default:
        let order = try await order(trade, call)
        let receipt = try await coalition.carryOut(order, key: key(trade, call), by: call.principal)
        return try await reply(to: trade, receipt)
      }
    } catch let refusal as TillRefusal {
      return try await turnedAway(trade, refusal.code, call)
    } catch OrderRefusal.declined(let decline) where decline.refusal == .reversedBeforeArrival {
      return try await closedBefore(trade, call)
    } catch OrderRefusal.declined(let decline) {
      return declined(decline, trade)
    } catch {
      guard let code = ResponseCode(error, for: trade.kind) else {
        // Not known here, so nothing is said: the terminal reverses, and then it is certain.
        logger.error("the outcome of a trade is not known: \(error)", metadata: call.names.metadata)
        return nil
      }
      return try await turnedAway(trade, code, call)
    }
  }

  func reference(_ trade: Trade, _ call: TillCall) -> TillReference {
    TillReference(batch: call.terminal.batch, trace: trade.trace)
  }

  private func key(_ trade: Trade, _ call: TillCall) -> String {
    let key = reference(trade, call).key(of: call.terminal.id)
    return planted.has(.copiesAreNewTrades) ? "\(key) \(coalition.ids.bytes(4))" : key
  }

  private func occasion(_ trade: Trade, _ call: TillCall) -> Occasion {
    Occasion(
      .pos, terminal: .id(call.terminal.id), reference: reference(trade, call).text,
      memo: trade.goods.isEmpty ? "" : "goods \(trade.goods)")
  }

  private func order(_ trade: Trade, _ call: TillCall) async throws -> Order {
    switch trade.kind {
    case .spend: return .spend(try await spend(trade, call))
    case .hold: return .hold(HoldOrder(try await spend(trade, call), seconds: settings.holdSeconds))
    case .topUp:
      if let code = trade.pointsCard {
        return .redeemCard(
          RedeemCardOrder(member: try member(trade), code: code, occasion: occasion(trade, call)))
      }
      return .topUp(
        GiveOrder(
          member: try member(trade), program: try await program(trade, call), .money(money(trade)),
          occasion: occasion(trade, call)))
    case .draw:
      return .draw(DrawOrder(member: try member(trade), campaign: .none, occasion: occasion(trade, call)))
    case .spendVoid, .earnVoid, .topUpVoid:
      let original = try await original(of: trade, call)
      return .void(ReturnOrder(original.id, occasion: occasion(trade, call)))
    case .holdCancel:
      let original = try await original(of: trade, call)
      return .release(ReturnOrder(original.id, occasion: occasion(trade, call)))
    case .completion:
      let original = try await original(of: trade, call)
      return .capture(ReturnOrder(original.id, .money(money(trade)), occasion: occasion(trade, call)))
    case .spendRefund, .earnRefund:
      let original = try await original(of: trade, call)
      return .refund(ReturnOrder(original.id, .money(money(trade)), occasion: occasion(trade, call)))
    case .earn, .balance, .discountQuote:
      preconditionFailure("earns and enquiries are no orders of this kind")
    }
  }

  private func spend(
    _ trade: Trade, _ call: TillCall
  ) async throws -> SpendOrder {
    SpendOrder(
      member: try member(trade), proof: try proof(trade, call), program: try await program(trade, call),
      .money(money(trade)), isPartialAllowed: trade.isPartialAllowed, occasion: occasion(trade, call))
  }

  func money(_ trade: Trade) -> Money { Money(minorUnits: trade.amount, currency: trade.currency) }

  func member(_ trade: Trade) throws(TillRefusal) -> MemberClaim {
    guard let member = trade.member else { throw TillRefusal(.formatError, field: 2) }
    return member
  }

  func program(_ trade: Trade, _ call: TillCall) async throws -> ProgramClaim {
    switch trade.program {
    case .universal: return .universal
    case .own:
      guard let own = try await coalition.hostedProgram(of: call.terminal.merchant) else {
        throw TillRefusal(.notAllowedToTerminal, field: 60)
      }
      return .asset(own)
    }
  }

  /// The PIN in the clear, for the moment until it is compared with its verifier.
  func proof(_ trade: Trade, _ call: TillCall) throws(TillRefusal) -> MemberProof? {
    guard let pin = trade.pin else { return nil }
    guard let key = call.access.pinKey else { throw TillRefusal(.signInAgain, field: 52) }
    do {
      let clear = try PINBlock.decrypted(
        pin.block, cardNumber: pin.isMixedWithCard ? trade.cardNumber : nil, under: key)
      return .pin(clear.secretText)
    } catch { throw TillRefusal(.pinFormat, field: 52) }
  }
}

// Earns and balances.
extension TillHost {
  /// An earn is an advice: it was decided at the till, so the answer says that it was received, or that its
  /// discount is none any more. What cannot post is looked at by people.
  private func earn(_ trade: Trade, _ call: TillCall) async throws -> TillReply {
    var occasion = occasion(trade, call)
    occasion.occurredAt = trade.at
    let order = EarnOrder(
      member: try member(trade), program: try await program(trade, call), .purchase(money(trade)),
      occasion: occasion, payment: trade.payment, discount: trade.discount)
    switch try await coalition.postAdvice(
      order, reference(trade, call), of: call.terminal, by: call.principal)
    {
    case .posted(let receipt): return try await reply(to: trade, receipt)
    case .kept(let moment):
      return TillReply(.approved, at: planted.has(.keptAdvicesAreDatedAnew) ? nil : moment)
    }
  }

  private func balance(_ trade: Trade, _ call: TillCall) async throws -> TillReply {
    let claim = try member(trade)
    let program = try await program(trade, call)
    let points = try await coalition.tillBalance(
      of: claim, proof: try proof(trade, call), in: program, request: key(trade, call), by: call.principal)
    var reply = TillReply(.approved)
    reply.fields[54] = Field54.bytes(points)
    return reply
  }
}

// Answers.
extension TillHost {
  func reply(to trade: Trade, _ receipt: Receipt) async throws -> TillReply {
    let transaction = receipt.transaction
    let money = TillAmount(transaction)
    let isPart = trade.kind == .spend && (money.map { $0.approved < $0.asked } ?? false)
    var reply = TillReply(isPart ? .partlyApproved : .approved)
    reply.take(receipt, planted)
    if isPart, let money, !planted.has(.partialApprovalsSayAll) {
      reply.fields[4] = Array(money.approved.digits(12).utf8)
    }
    var result = PointsResult(
      points: Int(min(transaction.amount.units, 9_999_999_999)),
      cash: Int(cash(trade, approved: money?.approved)))
    result.rest = try await discount(of: trade, receipt)?.encoded ?? []
    reply.fields[62] = result.encoded
    return reply
  }

  /// The money that the till takes or gives beside the points, in minor units.
  private func cash(_ trade: Trade, approved: Int64?) -> Int64 {
    switch trade.kind {
    case .spend: max(0, trade.amount - (approved ?? trade.amount))
    case .earn, .earnVoid, .earnRefund, .topUp, .topUpVoid: trade.amount
    case .balance, .discountQuote, .hold, .holdCancel, .completion, .spendVoid, .spendRefund, .draw: 0
    }
  }

  func declined(_ decline: Decline, _ trade: Trade) -> TillReply {
    var reply = TillReply(ResponseCode(OrderRefusal.declined(decline), for: trade.kind) ?? .systemFault)
    if decline.transaction.isGiven {
      reply.at = decline.at
      reply.fields[37] = Array(RetrievalReference.text(decline.transaction).utf8)
    }
    if let points = decline.spendable { reply.fields[54] = Field54.bytes(points + decline.debt) }
    return reply
  }
}
