import { folded } from './words.ts';

const NEGATION =
  /\b(no|not|never|without|avoid|avoids|avoiding|exclude|excludes|excluding|except|dont|don't|don’t|doesn't|doesn’t|does not|do not|isn't|nothing|free of|none|nobody|must not|should not|cannot|outside|other than)\b/i;
const AUDIENCE =
  /\b(audience|(?:female|male|young|mostly|mainly) followers|followers? (?:are|is|aged|mostly|mainly|in|from|over|under|above|below|between)|viewers?|readers|fans|community|demographic|listeners|aimed at|targets?|targeting|followed by|popular (?:with|among)|appeals? to|reach(?:es|ing))\b/i;
/** Words after or before which a further word is what the creator is about. */
const ABOUT =
  /\b(about|mentions?|mentioning|talks? about|posts? about|content on|content about|focus(?:es|ed)? on|speciali[sz](?:es|ed|ing) in|loves?|niche|into|features?|keywords?)\b[:\s]*(.+)$/i;
const KIND =
  /^(.+?)\s+(creators?|influencers?|bloggers?|vloggers?|content|videos?|posts|channels?|accounts?|enthusiasts?|fans|lovers?|experts?|niche)$/i;
const PRONOUNCED = /\b(must|should|only|has|have|is|are|based|located|lives?|living)\b/i;
const CREATORS =
  /\b(creators?|influencers?|bloggers?|vloggers?|based|located|lives?|living|from|on)\b/i;

/** How a part of a sentence speaks. */
export const speaks = {
  ofNone: (clause: string) => NEGATION.test(clause),
  ofAudience: (clause: string) => AUDIENCE.test(clause),
  ofCreators: (clause: string) => CREATORS.test(clause) || KIND.test(clause.trim()),
  /** With a verb of its own, or naming whom it means: it does not go on in the sense of what stands before. */
  itself: (clause: string) => PRONOUNCED.test(clause) || KIND.test(clause.trim()),
};

/** How somebody is, or who they are: a profile does not say it, and the word in a bio would not prove it. */
const VAGUE = new Set(
  `tone voice quality authentic authenticity verified engaged engaging engagement loyal positive friendly reliable
trustworthy experienced experience consistent consistently regular regularly often frequently growth growing fast fake real
average affordable good high higher low strong best top big large small young old older younger new famous unique
creative aesthetic personality values vibe conversion conversions sponsored views likes comments impressions million thousand
female male woman women man men girl girls boy boys guy guys lady ladies nonbinary`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that carry no condition by themselves. */
const FILLER = new Set(
  `a an the of on in at to for from by is are be been being has have having should must may can will would we i our us you your they
their them he she his her it its this that these those who which whose what as so or and with want wants wanted need needs look looks looking prefer
preferably ideally only any some all more most very really mainly mostly primarily please creator creators influencer influencers
blogger bloggers vlogger vloggers content people person someone anyone profile profiles account accounts channel channels page post posts
posting posted video videos make makes making create creates creating publish publishes share shares sharing active based located living lives live
country region platform platforms least match matches fit fits brand brands campaign topic topics category niche
no not never without avoid avoids avoiding exclude excluding except dont doesnt do does isnt nothing free none also
audience viewer viewers reader readers fan fans community demographic listeners aimed target targets targeting followed popular among appeals
into total combined altogether across talk talks talking about mention mentions mentioning love loves like likes liking interested
focus focused focuses focusing specialise specialised specialize specialized interest interests wanted fans such work works working say says deal deals
reach reaches reaching followers follower following subscribers size aged age ages between either both than promote promotes promoting outside other group reviewer reviewers expert experts enthusiast enthusiasts lover lovers minimum maximum`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The words of a part that nothing has been made of yet and that may mean something. */
export function leftOver(text: string): string {
  return folded(text.replace(/\b(?:good|strong|high) (?:match|fit)\b/gi, ' '))
    .split(' ')
    .filter((word) => word !== '' && !FILLER.has(word) && !/^[%+.|]+$/.test(word))
    .join(' ');
}

/** What is left as words to look for, where it clearly says what the creator is about; null where it may be anything. */
export function termOf(clause: string, left: string, isAlone: boolean): readonly string[] | null {
  const words = left.split(' ');
  // "with a friendly tone" describes; "sourdough bakers" names.
  if (/^(an?|the)\s/i.test(clause.trim())) return null;
  if (words.some((word) => VAGUE.has(word) || /^[\d.,%+]+$/.test(word))) return null;
  const marked = ABOUT.test(clause) || KIND.test(clause.trim());
  const said = folded(clause).split(' ').length;
  const isShort = isAlone && words.length <= 2 && said <= words.length + 1;
  if (words.length > 4 || (!marked && !isShort)) return null;
  const alternatives = clause
    .split('|')
    .map(leftOver)
    .filter((text) => words.some((word) => text.split(' ').includes(word)));
  return alternatives.length > 1 ? alternatives : [left];
}
