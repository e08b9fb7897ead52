internal import Ledger
internal import Storage

extension Storage.Transaction {
  /// A member's places in households and companies, for their export, with what they spent and put in.
  func ownPlaces(_ member: MemberID, _ names: PublicIDs) throws -> [OwnData.Place] {
    let places = try query(PoolPerson.select + "WHERE member_id = \(member) ORDER BY id") { PoolPerson($0) }
    return try places.compactMap { place in
      guard let pool = try pool(place.pool) else { return nil }
      let moves = try query(
        """
        SELECT transaction_id, points, way FROM pool_claim
        WHERE person_id = \(place.id) AND transaction_id <> 0 ORDER BY transaction_id
        """
      ) { (id: $0[0] as TransactionID, points: $0[1] as Points, way: $0[2] as PoolClaim.Way) }
      func list(_ way: PoolClaim.Way) -> [OwnData.Place.Move] {
        moves.filter { $0.way == way }.map { .init(transaction: names.text($0.id), points: $0.points.units) }
      }
      return OwnData.Place(
        id: names.text(pool.id), kind: pool.kind.rawValue, name: pool.name, role: place.role.rawValue,
        status: place.status.rawValue, joinedAt: place.joinedAt?.text, putIn: place.putIn.units,
        spent: list(.out), added: list(.into))
    }
  }
}
