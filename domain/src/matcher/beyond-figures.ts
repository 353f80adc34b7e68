/** A figure as people write it: "5,000", "1.5k", "2 million", with what may stand around it. */
const FIGURE = String.raw`~?(?<![\d.,])\d[\d.,]{0,14}(?<![.,])(?!\d)\s*(?:k|m|mio|mn|thousand|million)?(?![\p{L}\d])\+?`;
const RANGE = String.raw`${FIGURE}(?:\s*(?:-|–|—|to|and)\s*${FIGURE})?`;
const BOUND = String.raw`(?:(?:at least|at most|no more than|not more than|no less than|no fewer than|not over|more than|fewer than|less than|up to|over|under|above|below|between|from|min(?:imum)?(?: of)?|max(?:imum)?(?: of)?|around|about|of|is|:|<=?|>=?|≤|≥)\s*)*`;
const PER = String.raw`(?:\s*(?:\bper\b|\ba\b|\beach\b|\bin the\b|\bof\b|\/)\s*(?:last\s+|past\s+)?\p{L}+)*`;

const COIN = String.raw`(?:[$€£¥]|(?<!\p{L})(?:EUR|USD|GBP|CHF|AUD|CAD|euros?|dollars?|pounds?|bucks)(?!\p{L}))`;
const SUM = String.raw`(?:${COIN}\s*${FIGURE}|${FIGURE}\s*${COIN})`;
const PRICE = String.raw`(?<!\p{L})(?:(?:our|the|a|an|maximum|max|minimum|min|total|day|daily|campaign|average)\s+)?(?:budgets?|prices?d?|(?<!(?:engagement|interaction|er)\s)rates?|fees?|costs?|charg(?:e|es|ing)|spend|pay|paid|cp[mcve]|asking)(?!\p{L})`;
const THINGS = String.raw`(?:(?!(?:on|in|across|for|from|with|and|or|\p{L}*(?:follower|subscriber|engagement)\p{L}*)\s)\p{L}+\s+){0,2}?(?:views?|viewers|likes?|comments?|shares|saves|impressions|plays|listens|downloads|streams|clicks|posts?|videos?|reels?|stor(?:y|ies)|times|seconds?|minutes?|hours?|days?|weeks?|months?|years?(?!\s*[- ]?olds?)|collab\p{L}*|deals?|partnerships?|sponsorships?|campaigns?|products?|platforms?|channels?|accounts?|languages?|kids|children|dogs|cats|cm|kg|km)(?!\p{L})`;

/** Figures that a profile has nothing to hold against: money, views, how often, how many of what. */
export const BEYOND_FIGURES: readonly RegExp[] = [
  `(?:${PRICE}[^\\d,;|$€£¥]{0,24})?${BOUND}(?:${FIGURE}\\s*(?:-|–|—|to)\\s*)?${SUM}(?:\\s*(?:-|–|—|to|and)\\s*(?:${SUM}|${FIGURE}))?${PER}(?:\\s+(?:budget|fees?|max(?:imum)?|or less|at most))*`,
  `${PRICE}[^\\d,;|]{0,24}?${BOUND}${RANGE}(?:\\s*%)?${PER}`,
  `${FIGURE}\\s*(?:budget|fees?)(?!\\p{L})`,
  `${BOUND}${RANGE}\\s*${THINGS}${PER}`,
  `(?<!\\p{L})(?:(?:average|avg|mean|median|monthly|weekly|daily)\\s+)*(?:views?|likes?|comments?|impressions|plays|downloads)\\s[^\\d,;|]{0,16}?${BOUND}${RANGE}${PER}`,
  // "around 50k" says neither from where nor to where.
  `(?:(?<!\\p{L})(?:around|about|roughly|approximately|approx|circa|ca|exactly)\\s*|~)${RANGE}(?:\\s*(?:\\p{L}+\\s+){0,2}(?:followers?|subscribers?|subs|fans))?`,
].map((form) => new RegExp(form, 'giu'));
