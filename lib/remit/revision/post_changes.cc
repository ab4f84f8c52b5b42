#include "remit/revision/post_changes.h"

#include <algorithm>
#include <map>
#include <set>

namespace remit {
namespace {

constexpr float kSameFunction = 0.6F;  // of the words of two functions are the same
constexpr float kSameTitle = 0.75F;    // … of two titles
constexpr float kSameWork = 0.5F;      // … of all functions, where the titles differ

float likeness(const WordBag& a, const WordBag& b) {
  std::size_t common = 0, all = 0;
  for (const auto& [word, count] : a) all += count;
  for (const auto& [word, count] : b) all += count;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const bool both = a[i].first == b[j].first, first = a[i].first < b[j].first;
    if (both) common += std::min(a[i].second, b[j].second);
    if (both || first) ++i;
    if (both || !first) ++j;
  }
  return all > 0 ? 2 * static_cast<float>(common) / static_cast<float>(all) : 0;
}

/// A post, ready to be compared.
struct PostText {
  CanonicalText title;
  std::vector<CanonicalText> functions;
  std::vector<WordBag> bags;  // of the functions
  WordBag title_bag, work;    // of the title, of all functions
};

std::vector<PostText> post_texts(const std::vector<Post>& posts, Vocabulary& vocabulary,
                                 const NameIndex& names) {
  std::vector<PostText> texts;
  for (const Post& post : posts) {
    PostText text;
    text.title = vocabulary.read(post.title, names);
    text.title_bag = bag_of(text.title);
    std::string all;
    for (const std::string& function : post.functions) {
      text.functions.push_back(vocabulary.read(function, names));
      text.bags.push_back(bag_of(text.functions.back()));
      all += function + '\n';
    }
    text.work = bag_of(vocabulary.read(all, names));
    texts.push_back(std::move(text));
  }
  return texts;
}

class PostMatcher {
 public:
  PostMatcher(const std::vector<Post>& a, const std::vector<Post>& b, const ComparedNames& names)
      : a_(a),
        b_(b),
        a_texts_(post_texts(a, names.vocabulary, names.a)),
        b_texts_(post_texts(b, names.vocabulary, names.b)),
        a_done_(a.size(), false),
        b_done_(b.size(), false) {}

  std::vector<PostChange> match() {
    by_role();
    by_title();
    by_work();
    for (std::size_t i = 0; i < a_.size(); ++i)
      if (!a_done_[i]) add(std::nullopt, i, std::nullopt);
    for (std::size_t j = 0; j < b_.size(); ++j)
      if (!b_done_[j]) add(std::nullopt, std::nullopt, j);
    return std::move(changes_);
  }

 private:
  using Maybe = std::optional<std::size_t>;

  void add(std::optional<std::string> role, Maybe a, Maybe b) {
    PostChange change{.role = std::move(role), .a = a, .b = b};
    if (a) a_done_[*a] = true;
    if (b) b_done_[*b] = true;
    change.kind = !b ? ChangeKind::OnlyA : ChangeKind::OnlyB;
    if (a && b) compare(change, a_texts_[*a], b_texts_[*b]);
    for (std::size_t i = 0; a && !b && i < a_[*a].functions.size(); ++i) change.only_a.push_back(i);
    for (std::size_t j = 0; b && !a && j < b_[*b].functions.size(); ++j) change.only_b.push_back(j);
    changes_.push_back(std::move(change));
  }

  static void compare(PostChange& change, const PostText& a, const PostText& b) {
    std::vector<bool> in_a(a.functions.size(), false), in_b(b.functions.size(), false);
    std::map<std::vector<WordId>, std::vector<std::size_t>> alike;
    for (std::size_t j = b.functions.size(); j-- > 0;) alike[b.functions[j].words].push_back(j);
    for (std::size_t i = 0; i < a.functions.size(); ++i) {
      const auto at = alike.find(a.functions[i].words);
      if (at == alike.end() || at->second.empty()) continue;
      const std::size_t j = at->second.back();
      at->second.pop_back();
      change.same.emplace_back(i, j);
      in_a[i] = in_b[j] = true;
    }
    for (std::size_t i = 0; i < a.functions.size(); ++i) {
      std::size_t best = b.functions.size();
      float most = kSameFunction;
      for (std::size_t j = 0; !in_a[i] && j < b.functions.size(); ++j) {
        if (in_b[j]) continue;
        const float alike_now = likeness(a.bags[i], b.bags[j]);
        if (alike_now < most || (best < b.functions.size() && alike_now == most)) continue;
        most = alike_now;
        best = j;
      }
      if (best == b.functions.size()) continue;
      change.reworded.emplace_back(i, best);
      in_a[i] = in_b[best] = true;
    }
    for (std::size_t i = 0; i < in_a.size(); ++i)
      if (!in_a[i]) change.only_a.push_back(i);
    for (std::size_t j = 0; j < in_b.size(); ++j)
      if (!in_b[j]) change.only_b.push_back(j);
    const bool same = a.title.words == b.title.words && change.reworded.empty() &&
                      change.only_a.empty() && change.only_b.empty();
    change.kind = same ? ChangeKind::Same : ChangeKind::Reworded;
  }

  static Maybe holder(const std::vector<Post>& posts, const std::string& role) {
    for (std::size_t i = 0; i < posts.size(); ++i)
      if (std::count(posts[i].designations.begin(), posts[i].designations.end(), role) > 0)
        return i;
    return std::nullopt;
  }

  void by_role() {
    std::set<std::string> roles;
    for (const auto* posts : {&a_, &b_})
      for (const Post& post : *posts)
        roles.insert(post.designations.begin(), post.designations.end());
    for (const std::string& role : roles) add(role, holder(a_, role), holder(b_, role));
  }

  void by_title() {
    std::map<std::vector<WordId>, std::size_t> titles;
    for (std::size_t j = b_.size(); j-- > 0;)
      if (!b_done_[j]) titles[b_texts_[j].title.words] = j;
    for (std::size_t i = 0; i < a_.size(); ++i) {
      const auto at = titles.find(a_texts_[i].title.words);
      if (!a_done_[i] && at != titles.end() && !b_done_[at->second])
        add(std::nullopt, i, at->second);
    }
  }

  void by_work() {
    struct Pair {
      float score;
      std::size_t a, b;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < a_.size(); ++i)
      for (std::size_t j = 0; j < b_.size(); ++j) {
        if (a_done_[i] || b_done_[j]) continue;
        const float title = likeness(a_texts_[i].title_bag, b_texts_[j].title_bag);
        const float work = likeness(a_texts_[i].work, b_texts_[j].work);
        if (title >= kSameTitle || work >= kSameWork) pairs.push_back({title + work, i, j});
      }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
      if (x.score != y.score) return x.score > y.score;
      return x.a + x.b != y.a + y.b ? x.a + x.b < y.a + y.b : x.a < y.a;
    });
    for (const Pair& pair : pairs)
      if (!a_done_[pair.a] && !b_done_[pair.b]) add(std::nullopt, pair.a, pair.b);
  }

  const std::vector<Post>&a_, &b_;
  std::vector<PostText> a_texts_, b_texts_;
  std::vector<bool> a_done_, b_done_;
  std::vector<PostChange> changes_;
};

}  // namespace

std::vector<PostChange> compare_posts(const std::vector<Post>& a, const std::vector<Post>& b,
                                      const ComparedNames& names) {
  return PostMatcher(a, b, names).match();
}

}  // namespace remit
