#include "server/answer_cache.h"

namespace concord {
namespace {

// A separator that no argument has: the server refuses NUL bytes.
std::string KeyOf(const Query& query, const Arguments& arguments) {
  std::string key(query.name);
  for (const std::string& word : arguments.words) key += std::string(1, '\0') + word;
  for (const auto& [name, value] : arguments.options) {
    key += std::string(2, '\0') + name + '=';
    key += value;
  }
  return key;
}

uint64_t BytesOf(const Value& value) {
  uint64_t bytes = sizeof(Value);
  if (value.type() == Value::Type::kString) bytes += value.as_string().size();
  if (value.type() == Value::Type::kList) {
    for (const Value& element : value.as_list()) bytes += BytesOf(element);
  }
  return bytes;
}

uint64_t BytesOf(const Answer& answer) {
  uint64_t bytes = sizeof(Answer) + answer.nodes.size() * sizeof(NodeId);
  for (const Row& row : answer.rows) {
    for (const Value& cell : row.cells) bytes += BytesOf(cell);
    for (const Evidence& evidence : row.evidence)
      bytes += sizeof(Evidence) + evidence.quote.size() + evidence.title.size() + evidence.section.size();
  }
  return bytes;
}

}  // namespace

void AnswerCache::Forget() {
  while (bytes_ > most_bytes_ && !order_.empty()) {
    const auto entry = entries_.find(order_.back());
    bytes_ -= entry->second.bytes;
    entries_.erase(entry);
    order_.pop_back();
  }
}

Result<AnswerCache::Kept> AnswerCache::Ask(const PublishedState& state, const Snapshot& snapshot,
                                           const Query& query, const Arguments& arguments) {
  const std::string key = KeyOf(query, arguments);
  {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (tag_ != state.tag) {
        // Somebody who still works on the state before finds that its entry is gone, and keeps nothing.
        tag_ = state.tag;
        entries_.clear();
        order_.clear();
        bytes_ = 0;
      }
      const auto entry = entries_.find(key);
      if (entry == entries_.end()) break;
      if (entry->second.answer != nullptr) {
        order_.splice(order_.begin(), order_, entry->second.place);
        return entry->second.answer;
      }
      changed_.wait(lock);
    }
    entries_[key] = {};
  }
  Result<Answer> answer = query.run(snapshot, arguments);
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(key);
  const bool ours = tag_ == state.tag && entry != entries_.end() && entry->second.answer == nullptr;
  changed_.notify_all();
  if (!answer) {
    if (ours) entries_.erase(entry);
    return tl::unexpected(answer.error());
  }
  auto kept = std::make_shared<const Answer>(*std::move(answer));
  if (!ours) return kept;
  order_.push_front(key);
  entry->second = {kept, BytesOf(*kept), order_.begin()};
  bytes_ += entry->second.bytes;
  Forget();
  return kept;
}

}  // namespace concord
