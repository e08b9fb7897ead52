/// What the writer has done since it started; for the bench and for metrics.
package struct WriterStatistics: Sendable, Hashable {
  package var groups = 0
  package var transactions = 0
  package var largestGroup = 0
  package var blockBytes = 0
  /// Rows of state written by the sweep.
  package var sweptRows = 0
  /// The longest commit, and all commits together.
  package var longestCommitMicroseconds: Int64 = 0
  package var commitMicroseconds: Int64 = 0
  package var checkpointMicroseconds: Int64 = 0
  package var longestCheckpointMicroseconds: Int64 = 0

  package init() {}
}

extension Duration {
  package var wholeMicroseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}

extension WriterStatistics {
  /// What was done after an earlier reading; the longest are of the whole time.
  package func since(_ earlier: WriterStatistics) -> WriterStatistics {
    var difference = self
    difference.groups -= earlier.groups
    difference.transactions -= earlier.transactions
    difference.blockBytes -= earlier.blockBytes
    difference.sweptRows -= earlier.sweptRows
    difference.commitMicroseconds -= earlier.commitMicroseconds
    difference.checkpointMicroseconds -= earlier.checkpointMicroseconds
    return difference
  }
}
