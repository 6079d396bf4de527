// What axe finds, or leaves to a person, one record for each element.
"use strict";

(tags) =>
  // What stands inside a video only a browser shows that cannot play it, and a rule that fails there judges nothing
  // else on the page.
  axe
    .run({ exclude: [["video > p"]] }, { runOnly: tags, resultTypes: ["violations", "incomplete"] })
    .then((found) =>
      ["violations", "incomplete"].flatMap((kind) =>
        found[kind].flatMap((rule) =>
          rule.nodes.map((node) => ({
            kind,
            rule: rule.id,
            target: node.target.flat().join(" "),
            why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
          })),
        ),
      ),
    );
