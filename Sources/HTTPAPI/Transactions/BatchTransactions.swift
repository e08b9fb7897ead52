import Coalition
import Crypto
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var batchTransactions: Operation {
    Operation(
      moving: "/v1/transactions/batch",
      "Up to 1,000 movements in their sequence, a result each; one failing fails alone",
      id: "batchTransactions", needs: .movingPoints, status: 200, dryRun: false,
      examples: Examples(
        request: [
          "transactions": [
            [
              "type": "earn", "member": ["phone": "13800138000"],
              "amount": ["value": 500, "currency": "CNY"],
            ]
          ]
        ]),
      takes: .body("transactions", .attempts(of: .batchItem, 1...Coalition.batchLimit)),
      gives: .batchReply
    ) { call, once, attempts in
      try await call.carryingOut(attempts, once)
    }
  }
}

/// One movement of a batch; its own key, else one made of the batch's and its place.
struct BatchItem: Sendable {
  let request: TransactionRequest
  let key: String?
}

/// What became of one movement of a batch.
struct BatchResult: Sendable {
  let status: Int
  let transaction: ShownTransaction?
  let problem: JSON?
  let isReplayed: Bool
}

extension Call<Coalition> {
  fileprivate func carryingOut(
    _ attempts: [Result<BatchItem, Faults>], _ once: Once
  ) async throws -> Answer<[BatchResult]> {
    var results: [BatchResult?] = Array(repeating: nil, count: attempts.count)
    var orders: [KeyedOrder] = []
    var places: [Int] = []
    let stem = SHA256.hash(data: Array(once.key.utf8)).map { String($0, radix: 16) }.joined()
    for (index, attempt) in attempts.enumerated() {
      do throws(Problem) {
        let item = try attempt.item
        let order = try item.request.order(services, by: principal)
        // A blank keeps these keys apart from those that callers choose.
        orders.append(KeyedOrder(order, key: item.key ?? "batch \(stem) \(index)"))
        places.append(index)
      } catch { results[index] = refused(error) }
    }
    for (place, outcome) in zip(places, try await services.batch(orders, by: principal)) {
      results[place] = try result(of: outcome)
    }
    let all = results.compactMap(\.self)
    return Answer(all, isReplayed: all.allSatisfy(\.isReplayed))
  }

  private func result(
    of outcome: Result<Receipt, any Error>
  ) throws -> BatchResult {
    switch outcome {
    case .success(let receipt):
      return BatchResult(
        status: 201, transaction: services.shown(receipt), problem: nil, isReplayed: receipt.isReplay)
    case .failure(let error):
      guard let problem = services.problem(for: error) else { throw error }
      return refused(problem)
    }
  }

  private func refused(_ problem: Problem) -> BatchResult {
    BatchResult(
      status: problem.code.status, transaction: nil,
      problem: problem.document(in: language, requestID: requestID), isReplayed: problem.isReplayed)
  }
}

extension Result<BatchItem, Faults> {
  fileprivate var item: BatchItem {
    get throws(Problem) {
      switch self {
      case .success(let item): item
      case .failure(let faults): throw Problem(faults.under("transactions"))
      }
    }
  }
}

extension Schema<BatchItem> {
  /// A movement with a key of its own beside its members.
  fileprivate static var batchItem: Schema {
    let request = Schema<TransactionRequest>.transactionRequest
    let key = Schema<String>.text(1...255, .visible)
    let documents = (request.document["oneOf"]?.elements ?? []).map { document -> JSON in
      guard case .object(var members) = document, case .object(var properties)? = members["properties"] else {
        return document
      }
      properties["idempotency_key"] = key.document
      members["properties"] = .object(properties)
      return .object(members)
    }
    return Schema(document: ["oneOf": .array(documents)], components: request.components) {
      json throws(Faults) in
      guard case .object(var members) = json, let own = members["idempotency_key"] else {
        return BatchItem(request: try request.decode(json), key: nil)
      }
      members["idempotency_key"] = nil
      let text: String
      do throws(Faults) { text = try key.decode(own) } catch { throw error.under("idempotency_key") }
      return BatchItem(request: try request.decode(.object(members)), key: text)
    } encode: { _ in
      .null
    }
  }
}

extension Schema<[BatchResult]> {
  fileprivate static var batchReply: Schema {
    .reply(
      "BatchResults",
      .constant("object", "list"),
      .always("data", .array(of: .batchResult, 1...Coalition.batchLimit)) { $0 })
  }
}

extension Schema<BatchResult> {
  fileprivate static var batchResult: Schema {
    .reply(
      "BatchResult",
      .always("status", Schema<Int64>.integer(200...599).described("As if it had come alone.")) {
        Int64($0.status)
      },
      .maybe("transaction", .transaction) { $0.transaction },
      .maybe(
        "problem",
        Schema<JSON>(document: ["$ref": "#/components/schemas/Problem"]) { json throws(Faults) in
          json
        } encode: {
          $0
        }
      ) { $0.problem })
  }
}
