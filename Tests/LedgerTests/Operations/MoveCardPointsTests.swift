import Ledger
import Testing

struct MoveCardPointsTests {
  private static let batch = PointsCardBatchID(9)

  private func cards(_ move: CardPoints.Move, _ amount: Points, limit: Points? = nil) -> Action {
    .cardPoints(
      CardPoints(move, amount, of: Self.batch, in: .points, issuer: .shop, issuingLimit: limit))
  }

  private func redemption(of amount: Points, by wallet: WalletKey = .li) -> Action {
    .credit(
      Credit(
        .topUp, to: wallet, amount, source: .bought, expiresAt: Till.day(9), fromCards: Self.batch))
  }

  private func onCards(_ till: borrowing Till) -> Points {
    till.books.balance(
      of: AccountKey(kind: .vouchersOutstanding, owner: Self.batch.rawValue, asset: .points))
  }

  @Test func `points sold on cards leave their issuer and wait for whoever redeems them`() {
    var till = Till()
    #expect(till.carryOut(cards(.activate, 300)).amount == 300)
    #expect(till.account(.issuer, .shop) == -300)
    #expect(onCards(till) == 300)
    let redeemed = till.carryOut(redemption(of: 100))
    #expect(redeemed.isOfCard)
    #expect(till.balance() == Balance(available: 100))
    #expect(onCards(till) == 200)
    #expect(till.account(.issuer, .shop) == -300)
  }

  @Test func `cards never give more than was put on them`() {
    var till = Till()
    #expect(till.carryOut(redemption(of: 1)).refusal == .insufficientPoints)
    till.carryOut(cards(.activate, 100))
    #expect(till.carryOut(redemption(of: 101)).refusal == .insufficientPoints)
    #expect(till.carryOut(cards(.withdraw, 101)).refusal == .insufficientPoints)
    #expect(till.carryOut(cards(.lapse, 101)).refusal == .insufficientPoints)
    #expect(onCards(till) == 100)
  }

  @Test func `what nobody redeems goes back to the issuer or breaks`() {
    var till = Till()
    till.carryOut(cards(.activate, 100))
    #expect(till.carryOut(cards(.withdraw, 40)).amount == -40)
    #expect(till.account(.issuer, .shop) == -60)
    #expect(till.carryOut(cards(.lapse, 60)).amount == -60)
    #expect(till.account(.breakage) == 60)
    #expect(onCards(till) == 0)
  }

  @Test func `an issuer puts no more on cards than its limit allows`() {
    var till = Till()
    till.earn(50)
    #expect(till.carryOut(cards(.activate, 51, limit: 100)).refusal == .issuingLimitExceeded)
    #expect(till.carryOut(cards(.activate, 50, limit: 100)).refusal == nil)
    #expect(till.carryOut(cards(.activate, 0)).refusal == .amountOutOfRange)
  }

  @Test func `a redeemed card is neither refunded nor voided, and a reversal gives it back its points`() {
    var till = Till()
    till.carryOut(cards(.activate, 100))
    let redeemed = till.carryOut(redemption(of: 100))
    #expect(
      till.carryOut(.refund(Refund(of: redeemed.id)), on: redeemed).refusal == .notRefundable)
    #expect(till.carryOut(.void(original: redeemed.id), on: redeemed).refusal == .notVoidable)
    let reversal = till.carryOut(.reverse(key: redeemed.key), on: redeemed)
    #expect(reversal.refusal == nil)
    #expect(till.balance() == Balance())
    #expect(onCards(till) == 100)
    #expect(till.account(.issuer, .shop) == -100)
  }
}
