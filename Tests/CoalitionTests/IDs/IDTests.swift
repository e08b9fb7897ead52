import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct IDTests {
  @Test func `identifiers rise even when the clock goes back`() throws {
    let clock = MovableClock(TestPlatform.start)
    let ids = IDSource(seed: 1, clock: clock.clock)
    var last: MemberID = ids.next()
    for step in 0..<1_000 {
      if step == 500 { clock.advance(seconds: -3_600) }
      let next: MemberID = ids.next()
      #expect(next > last)
      last = next
    }
  }

  @Test func `before 2024 processes one after another make identifiers in order, none twice`() throws {
    let clock = MovableClock(try endOf("2017-03-01"))
    var last = MemberID(0)
    for process in UInt64(1)...50 {
      let ids = IDSource(seed: process, clock: clock.clock)
      for _ in 0..<20 {
        let next: MemberID = ids.next()
        #expect(next > last)
        last = next
      }
      clock.advance(seconds: 1)
    }
  }

  @Test func `the same seed gives the same identifiers and bytes`() {
    let clock = PlatformClock.fixed(TestPlatform.start)
    let (one, two) = (IDSource(seed: 9, clock: clock), IDSource(seed: 9, clock: clock))
    #expect(one.bytes(40) == two.bytes(40))
    let (first, second): (MemberID, MemberID) = (one.next(), two.next())
    #expect(first == second)
  }

  @Test func `a public name comes back and passes for no other kind`() throws {
    let names = try TestPlatform.open().coalition.publicIDs
    for raw in [1, 2, 3, 4_294_967_296, Int64.max] {
      let name = names.text(MemberID(raw))
      #expect(name.hasPrefix("mem_") && name.count == 20)
      #expect(names.id(name, as: Identified.Member.self) == MemberID(raw))
      let other = "mch_" + name.dropFirst(4)
      #expect(names.id(name, as: Identified.Merchant.self) == nil)
      #expect(names.id(other, as: Identified.Merchant.self) == nil)
    }
  }

  @Test func `a typing error in a public name is seen`() throws {
    let names = try TestPlatform.open().coalition.publicIDs
    let name = names.text(TransactionID(8_812))
    var accepted = 0
    for index in name.indices.dropFirst(4) {
      for character in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where character != name[index] {
        var wrong = name
        wrong.replaceSubrange(index...index, with: String(character))
        if names.id(wrong, as: Identified.Transaction.self) != nil { accepted += 1 }
      }
    }
    #expect(accepted == 0)
    for wrong in ["", "txn_", "txn", name.lowercased(), name + "0", " " + name] {
      #expect(names.id(wrong, as: Identified.Transaction.self) == nil)
    }
  }

  @Test func `wallets, lots and holds have names of their own`() throws {
    let names = try TestPlatform.open().coalition.publicIDs
    let wallet = WalletKey(member: MemberID(.max), asset: AssetID(32_767))
    #expect(names.wallet(names.text(wallet)) == wallet)
    let lot = names.text(lot: 12, of: WalletID(77))
    #expect(names.lot(lot)?.wallet == WalletID(77))
    #expect(names.lot(lot)?.number == 12)
    #expect(names.wallet(lot) == nil)
    #expect(names.hold(names.text(hold: TransactionID(5))) == TransactionID(5))
    #expect(names.hold(names.text(TransactionID(5))) == nil)
  }

  @Test func `numbers that follow each other have names that do not`() throws {
    let names = try TestPlatform.open().coalition.publicIDs
    let (one, two) = (names.text(TransactionID(1)), names.text(TransactionID(2)))
    let common = zip(one.dropFirst(4), two.dropFirst(4)).filter(==).count
    #expect(common < 6)
  }
}
