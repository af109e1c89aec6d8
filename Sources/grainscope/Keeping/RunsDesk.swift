import Dashboard
import Dispatch
import Models
import Store
import Synchronization
import Telemetry

/// Answers what the Runs screen asks of the store, away from the thread of the screen: the list once for each question, and
/// then page by page.
final class RunsDesk: Sendable {
  private struct Work {
    var answers: [KeptAnswer] = []
    /// The newest question and what is known to have changed since; older ones that wait are passed over.
    var newest = 0
    var asked: Question?
  }

  /// What decides whether an answer still holds.
  private struct Question: Equatable {
    var wish: KeptWish
    /// Counts what happened to runs of the store.
    var revision: Int
  }

  /// Touched by the queue alone.
  private struct Known {
    var catalogue: RunCatalogue?
    var question: Question?
    var listing: KeptListing?
  }

  private let store: RunStore
  private let data: DataIdentity
  private let live: @Sendable () -> [RunID: StoreID]
  private let queue = DispatchQueue(label: "grainscope.runs", qos: .userInitiated)
  private let work = Mutex(Work())
  private let known = Mutex(Known())

  /// - Parameters:
  ///   - data: the open ones.
  ///   - live: the names of the open session's runs; may wait for what is being written.
  init(_ store: RunStore, _ data: DataIdentity, live: @escaping @Sendable () -> [RunID: StoreID]) {
    self.store = store
    self.data = data
    self.live = live
  }

  /// - Parameter wake: called when there is something to take.
  func ask(_ wish: KeptWish, revision: Int, wake: @escaping @Sendable () -> Void) {
    let question = Question(wish: wish, revision: revision)
    let number: Int? = work.withLock { work in
      guard work.asked != question else { return nil }
      work.asked = question
      work.newest += 1
      return work.newest
    }
    guard let number else { return }
    queue.async { [self] in
      guard work.withLock({ $0.newest }) == number else { return }
      let answers: [KeptAnswer] = known.withLock { known in self.answers(question, &known) }
      guard !answers.isEmpty else { return }
      work.withLock { $0.answers += answers }
      wake()
    }
  }

  func take() -> [KeptAnswer] {
    work.withLock { work in
      defer { work.answers = [] }
      return work.answers
    }
  }

  /// Only what differs from the answers before.
  private func answers(_ question: Question, _ known: inout Known) -> [KeptAnswer] {
    let (wish, before) = (question.wish, known.question)
    let isStale = before?.revision != question.revision
    var answers: [KeptAnswer] = []
    do throws(StoreError) {
      let catalogue: RunCatalogue
      if let found = known.catalogue {
        catalogue = found
      } else {
        catalogue = try RunCatalogue(store, data)
        known.catalogue = catalogue
      }
      if isStale || before?.wish.query != wish.query {
        let listing = try catalogue.listing(wish.query, live: live(), isStale: isStale)
        // What was asked and cannot be leaves the list as it was.
        if listing.refusal == nil { known.listing = listing }
        answers.append(.listing(listing))
      }
      if wish.isParallel, isStale || before?.wish.isParallel != true || before?.wish.query != wish.query,
        let listing = known.listing
      {
        answers.append(.parallel(try catalogue.parallel(listing)))
      }
      if isStale || before?.wish.page != wish.page { answers.append(.settings(try catalogue.settings(of: wish.page))) }
    } catch {
      var refused = KeptListing(query: wish.query)
      refused.refusal = error.sentence
      answers.append(.listing(refused))
    }
    if isStale || before?.wish.records != wish.records {
      answers.append(.records(RunCatalogue.records(wish.records, in: store)))
    }
    if wish.difference.count == 2, isStale || before?.wish.difference != wish.difference,
      let difference = RunCatalogue.difference(wish.difference, in: store)
    {
      answers.append(.difference(difference))
    }
    known.question = question
    return answers
  }
}
