import { BEYOND_FIGURES } from './beyond-figures.ts';

const LANGUAGES =
  'arabic|chinese|mandarin|czech|danish|dutch|english|finnish|french|german|greek|hebrew|hindi|hungarian|indonesian|italian|japanese|korean|norwegian|polish|portuguese|romanian|russian|spanish|swedish|thai|turkish|ukrainian|vietnamese';

/** What sounds like a topic or a country to the rules, and is neither: how somebody is, speaks, or has worked. */
const BEYOND: readonly RegExp[] = [
  new RegExp(
    `\\b(?:speaks?|speaking|fluent in|(?:posts?|posting|content|videos?|captions?) (?:are |is )?in|native)\\s+(?:${LANGUAGES})(?:\\s+(?:and|or)\\s+(?:${LANGUAGES}))*\\b(?:\\s+speakers?)?`,
    'gi',
  ),
  new RegExp(`\\b(?:${LANGUAGES})[- ](?:speaking|language|speakers?)\\b`, 'gi'),
  new RegExp(
    `\\b(?:${LANGUAGES})(?: language)? (?:content|videos?|posts|captions|subtitles)\\b(?! creators?)`,
    'gi',
  ),
  /\b(?:family|kids?|child|brand|budget)[- ](?:friendly|safe)\b/gi,
  /\b(?:(?:has|have|had|who)\s+)*(?:(?:not|never|haven['’]t|hasn['’]t)\s+)?(?:worked|partnered|collaborated|been sponsored|was sponsored)\s+(?:with|by|for)\s+[^,;.]+/gi,
  /\b(?:has|have|had|haven['’]t|hasn['’]t)\s+(?:(?:not|never|already|ever)\s+)?(?:promoted|advertised|endorsed|mentioned)\s+[^,;.]+/gi,
  /\b(?:our|within|low|small|limited|tight)\s+budgets?\b/gi,
  ...BEYOND_FIGURES,
];

/** Takes what no rule can judge out of a sentence, so that none makes something else of it. */
export function beyondRules(sentence: string): {
  readonly rest: string;
  readonly unread: readonly string[];
} {
  const unread: string[] = [];
  const rest = BEYOND.reduce(
    (text, phrase) =>
      text.replace(phrase, (said) => {
        unread.push(said.trim());
        return ', ';
      }),
    sentence,
  );
  return { rest, unread };
}
