#include "remit/analysis/post_list.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "remit/structure/eid.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

bool before(const Place& a, const Place& b) {
  return std::tie(a.node, a.row, a.column, a.span.begin) <
         std::tie(b.node, b.row, b.column, b.span.begin);
}

template <typename Item>
void add_new(std::vector<Item>& list, const Item& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

PostList::PostList(const PostNames& names) : names_(names) {}

PostList::Entry* PostList::find(const PostFinding& finding, bool titled) {
  const std::string key = names_.key(finding.title);
  if (const auto known = by_key_.find(key); known != by_key_.end()) return &entries_[known->second];
  const Role* role = names_.role(finding.title);
  if (role && !role->acts.empty())
    if (const auto holder = holders_.find(role->id); holder != holders_.end())
      return finding.weak && finding.restrictions.empty() ? nullptr : &entries_[holder->second];
  if (finding.weak && !role && finding.roles.empty()) return nullptr;
  Entry& entry = entries_.emplace_back();
  entry.post.title = finding.title;
  entry.post.rule = finding.rule;
  entry.by_role = role != nullptr && !titled;
  by_key_[key] = entries_.size() - 1;
  return &entry;
}

void PostList::add(const PostFinding& finding, bool titled) {
  Entry* entry = find(finding, titled);
  if (!entry) return;
  Post& post = entry->post;
  for (const std::string& role : finding.roles) {
    add_new(post.designations, role);
    holders_.emplace(role, static_cast<std::size_t>(entry - entries_.data()));
  }
  if (!post.group) post.group = finding.group;
  for (const std::string& function : finding.functions)
    entry->functions.emplace_back(finding.place, function);
  for (const Restriction& restriction : finding.restrictions) {
    const bool known =
        std::any_of(post.restrictions.begin(), post.restrictions.end(), [&](const Restriction& r) {
          return r.force == restriction.force && r.role == restriction.role;
        });
    if (!known) post.restrictions.push_back(restriction);
  }
  if (finding.restrictions.empty() || post.source.empty()) post.source.push_back(finding.place);
}

void PostList::name_roles(const std::vector<Passage>& passages) {
  std::map<std::string, std::map<std::string, int>, std::less<>> counts;  // id → form → how often
  for (const Entry& entry : entries_)
    if (entry.by_role)
      if (const Role* role = names_.role(entry.post.title)) counts[role->id];
  if (counts.empty()) return;
  for (const Passage& passage : passages)
    for (const Mention& mention : names_.names().find(passage.text)) {
      const auto wanted = counts.find(mention.id);
      if (wanted == counts.end()) continue;
      const std::string_view form = passage.text.substr(mention.at.begin, mention.at.size());
      const bool initials = form.find(' ') == std::string_view::npos && is_all_capitals(form);
      if (!initials) ++wanted->second[folded(form)];
    }
  for (Entry& entry : entries_) {
    const Role* role = entry.by_role ? names_.role(entry.post.title) : nullptr;
    if (!role) continue;
    int most = 0;
    for (const std::string& form : role->forms) {  // the earlier form where two are even
      const int count = counts[role->id][folded(form)];
      if (count <= most) continue;
      most = count;
      entry.post.title = form;
    }
  }
}

std::vector<Post> PostList::gather(const std::vector<PostFinding>& findings,
                                   const std::vector<Passage>& passages) {
  const auto by_title = [&](const PostFinding& finding) {
    const Role* role = names_.role(finding.title);
    return !role || role->kind != RoleKind::Statutory;
  };
  for (const PostFinding& finding : findings)
    if (!finding.weak && by_title(finding)) add(finding, true);
  for (const PostFinding& finding : findings)
    if (!finding.weak && !by_title(finding)) add(finding, finding.place.in == Place::In::Cell);
  for (const PostFinding& finding : findings)
    if (finding.weak) add(finding, by_title(finding));
  name_roles(passages);

  std::vector<Post> posts;
  std::set<std::string> ids;
  for (Entry& entry : entries_) {
    std::stable_sort(entry.post.source.begin(), entry.post.source.end(), before);
    std::stable_sort(entry.functions.begin(), entry.functions.end(),
                     [](const auto& a, const auto& b) { return before(a.first, b.first); });
    std::set<std::string> known;  // however its quotes and capitals are set
    for (auto& [place, function] : entry.functions)
      if (known.insert(folded(function)).second) entry.post.functions.push_back(function);
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return before(a.post.source.front(), b.post.source.front());
  });
  for (Entry& entry : entries_) {
    const std::string id = "post_" + slug(entry.post.title);
    entry.post.id = id;
    for (int n = 2; !ids.insert(entry.post.id).second; ++n)
      entry.post.id = id + "_" + std::to_string(n);
    posts.push_back(std::move(entry.post));
  }
  return posts;
}

}  // namespace remit
