/// The prepared statements of one session; past its capacity the one used longest ago goes.
struct PreparedStatements {
  struct Key: Hashable {
    let text: String
    let types: [PostgresArgument.OID]
  }

  let capacity: Int
  private var names: [Key: (name: String, use: Int)] = [:]
  private var uses = 0
  private var made = 0

  init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  subscript(key: Key) -> String? {
    mutating get {
      guard let name = names[key]?.name else { return nil }
      uses += 1
      names[key] = (name, uses)
      return name
    }
    set {
      uses += 1
      names[key] = newValue.map { ($0, uses) }
    }
  }

  /// Makes room for one more and names the statement that has to go.
  mutating func nameToEvict() -> String? {
    guard names.count >= capacity, let oldest = names.min(by: { $0.value.use < $1.value.use }) else {
      return nil
    }
    names[oldest.key] = nil
    return oldest.value.name
  }

  mutating func newName() -> String {
    made += 1
    return "s\(made)"
  }

  mutating func forget(_ key: Key) {
    names[key] = nil
  }
}
