//! A person without a mouse.

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Browser, LIMIT};

/// How often *Tab* is pressed before nobody believes any more that an element can be reached.
const FAR: usize = 120;

impl Browser {
    /// Presses *Tab* until an element has the focus, and checks that the focus can be seen at each
    /// step. Gives how often that was.
    pub async fn tab_to(&self, css: &str) -> usize {
        for presses in 1..=FAR {
            self.press(Key::Tab).await;
            let step = self.execute(STEP, vec![json!(css)]).await;
            assert_eq!(
                step["visible"], true,
                "the focus is seen at {}",
                step["what"]
            );
            if step["there"] == true {
                return presses;
            }
        }
        self.give_up(&format!("no way to {css} with Tab")).await
    }

    /// Presses *Tab* until an element has the focus, then *Enter*.
    pub async fn enter_on(&self, css: &str) {
        self.tab_to(css).await;
        self.press(Key::Enter).await;
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Types where the focus is.
    pub async fn type_text(&self, text: &str) {
        let active = timeout(LIMIT, self.client.active_element())
            .await
            .expect("the browser answers in time")
            .expect("something has the focus");
        timeout(LIMIT, active.send_keys(text))
            .await
            .expect("the browser answers in time")
            .expect("keys can be pressed");
    }

    /// Fills a field, in place of what stands there.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.wait_for(css).await;
        let filled = async {
            field.clear().await?;
            field.send_keys(text).await
        };
        timeout(LIMIT, filled)
            .await
            .expect("the browser answers in time")
            .unwrap_or_else(|error| panic!("{css} can be filled: {error}"));
    }

    /// Whether an element is on the page now.
    pub async fn has(&self, css: &str) -> bool {
        timeout(LIMIT, self.client.find(Locator::Css(css)))
            .await
            .expect("the browser answers in time")
            .is_ok()
    }

    /// Runs a script in the page.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Value {
        timeout(LIMIT, self.client.execute(script, arguments))
            .await
            .expect("the browser answers in time")
            .expect("the script runs")
    }
}

/// Whether the element with the focus is the wanted one, and whether one can see that it has it.
const STEP: &str = r"
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = (it) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(it);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    };
    // Some controls show it on what is around them.
    const seen = outlined(element) || [...document.querySelectorAll(':focus-within')].some(outlined);
    return {
        there: element.matches(arguments[0]),
        visible: element === document.body || (seen && box.bottom > 0 && box.top < innerHeight),
        what: element.outerHTML.slice(0, 140),
        style: style.outlineStyle,
    };
";
