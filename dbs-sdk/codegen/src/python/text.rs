//! Python text: docstrings, and lines broken as `ruff format` breaks them.

const WIDTH: usize = 100;

/// A docstring, `indent` columns in: paragraphs, then what each argument is.
pub(super) fn docstring(
    paragraphs: &[String],
    arguments: &[(String, String)],
    indent: usize,
) -> String {
    let margin = " ".repeat(indent);
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let opened = if lines.is_empty() { 3 } else { 0 };
        lines.extend(wrapped(&markup(paragraph), indent, opened));
    }
    if !arguments.is_empty() {
        lines.extend([String::new(), "Args:".to_owned()]);
        for (name, said) in arguments {
            let said = markup(&format!("{name}: {said}"));
            for (index, line) in wrapped(&said, indent + 8, 0).into_iter().enumerate() {
                let hanging = if index == 0 { "    " } else { "        " };
                lines.push(format!("{hanging}{line}"));
            }
        }
    }
    match lines.as_slice() {
        // The closing quotes may stand beyond the margin.
        [only] => format!("{margin}\"\"\"{only}\"\"\"\n"),
        _ => {
            let indented: Vec<_> = lines
                .iter()
                .map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") })
                .collect();
            let text = indented.join("\n");
            format!("{margin}\"\"\"{}\n{margin}\"\"\"\n", text.trim_start())
        }
    }
}

/// Lines that leave room for the margin, the first one also for what `opened` stands before it.
fn wrapped(text: &str, indent: usize, opened: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let used = indent + if lines.is_empty() { opened } else { 0 };
        let length = line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && used + length > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// From the marks of Rust's doc comments to those of Python's docstrings: code stands between two
/// backticks, and links to it and to pages are bare.
fn markup(text: &str) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '[', '<']) {
        let (before, marked) = rest.split_at(at);
        made.push_str(before);
        rest = if let Some((code, after)) = link(marked) {
            made.push_str(&format!("``{code}``"));
            after
        } else if let Some((code, after)) = between(marked, "`", "`") {
            made.push_str(&format!("``{code}``"));
            after
        } else if let Some((page, after)) = between(marked, "<https:", ">") {
            made.push_str(&format!("https:{page}"));
            after
        } else {
            made.push_str(&marked[..1]);
            &marked[1..]
        };
    }
    made.push_str(rest);
    made
}

/// The code of a link such as ``[`Name`](super::Name)``, and what follows it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (code, after) = between(text, "[`", "`]")?;
    match between(after, "(", ")") {
        Some((_, after)) => Some((code, after)),
        None => Some((code, after)),
    }
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(open)?.split_once(close)
}

/// A statement that ends in a call, 8 columns in.
pub(super) fn call(begun: &str, arguments: &[String]) -> String {
    let arguments = arguments.join(", ");
    let line = format!("        {begun}({arguments})\n");
    match line.len() <= WIDTH + 1 {
        true => line,
        false => format!("        {begun}(\n            {arguments}\n        )\n"),
    }
}

/// The head of a class.
pub(super) fn class(name: &str, base: &str) -> String {
    let line = format!("class {name}({base}):\n");
    match line.len() <= WIDTH + 1 {
        true => line,
        false => format!("class {name}(\n    {base}\n):\n"),
    }
}

/// The head of a method without arguments, 4 columns in.
pub(super) fn method(name: &str, returned: &str) -> String {
    let line = format!("    def {name}(self) -> {returned}:\n");
    match line.len() <= WIDTH + 1 {
        true => line,
        false => format!("    def {name}(\n        self,\n    ) -> {returned}:\n"),
    }
}

/// An entry of a dict of pairs, 8 columns in.
pub(super) fn pair(key: &str, first: &str, second: &str) -> String {
    let line = format!("        \"{key}\": (\"{first}\", {second}),\n");
    match line.len() <= WIDTH + 1 {
        true => line,
        false => format!(
            "        \"{key}\": (\n            \"{first}\",\n            {second},\n        ),\n"
        ),
    }
}

/// A tuple of texts on one line, or one line each.
pub(super) fn texts(begun: &str, texts: &[&str]) -> String {
    let quoted: Vec<_> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    let one = if quoted.len() == 1 { "," } else { "" };
    let line = format!("    {begun} = ({}{one})\n", quoted.join(", "));
    match line.len() <= WIDTH + 1 {
        true => line,
        false => {
            let lines: String = quoted.iter().map(|text| format!("        {text},\n")).collect();
            format!("    {begun} = (\n{lines}    )\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_those_of_python() {
        for (rust, python) in [
            ("`Code`: `Success`, or not.", "``Code``: ``Success``, or not."),
            ("As [`Stop`](super::Stop) does, [`Go`] too.", "As ``Stop`` does, ``Go`` too."),
            ("At <https://a.example/b>; [1] < 2", "At https://a.example/b; [1] < 2"),
            ("a pattern of `[abc]`.", "a pattern of ``[abc]``."),
        ] {
            assert_eq!(markup(rust), python);
        }
    }

    #[test]
    fn docstrings_keep_to_their_columns() {
        let one = [format!("{} y", "x".repeat(91))];
        assert_eq!(docstring(&one, &[], 4), format!("    \"\"\"{}\"\"\"\n", one[0]));
        let two = [format!("{} y", "x".repeat(92))];
        let expected = format!("    \"\"\"{}\n    y\n    \"\"\"\n", "x".repeat(92));
        assert_eq!(docstring(&two, &[], 4), expected);
        let argument = ("name".to_owned(), format!("{} end", "y".repeat(80)));
        assert_eq!(
            docstring(&["Does.".to_owned()], &[argument], 4),
            format!(
                "    \"\"\"Does.\n\n    Args:\n        name: {}\n            end\n    \"\"\"\n",
                "y".repeat(80)
            )
        );
    }
}
