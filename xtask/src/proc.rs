//! Running other programs: shown before they run, checked after.
use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where cargo builds the native side.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Our own corner of the target folder, for stamps and intermediate files.
pub(crate) fn cache() -> PathBuf {
    target().join("xtask-cache")
}

/// The first file called `name` in the folders of `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// Which output of a program [`Cmd::tee`] reads along.
#[derive(Clone, Copy)]
pub(crate) enum Output {
    Stdout,
    Stderr,
}

/// A command in the workspace root.
pub(crate) struct Cmd {
    inner: Command,
    shown: String,
}

impl Cmd {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let shown = Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned();
        let mut inner = Command::new(program);
        inner.current_dir(root());
        Self { inner, shown }
    }

    /// Cargo, as a person would call it here. What `cargo run` told *us* about our own package is taken away: build
    /// scripts that watch such variables would rebuild at every change between `cargo` and `cargo xtask`.
    pub(crate) fn cargo() -> Self {
        let mut cmd = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_NAME", "CARGO_BIN_NAME", "CARGO_PRIMARY_PACKAGE"]
                .iter()
                .any(|prefix| text.starts_with(prefix));
            if ours || text == "OUT_DIR" {
                cmd.inner.env_remove(&name);
            }
        }
        cmd
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        let arg = arg.as_ref();
        self.shown.push(' ');
        self.shown.push_str(&arg.to_string_lossy());
        self.inner.arg(arg);
        self
    }

    /// Several arguments in one string, parted by spaces.
    pub(crate) fn words(mut self, words: &str) -> Self {
        for word in words.split_whitespace() {
            self = self.arg(word);
        }
        self
    }

    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for arg in args {
            self = self.arg(arg);
        }
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    pub(crate) fn envs<'a>(mut self, vars: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.inner.envs(vars);
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.inner.current_dir(dir);
        self
    }

    fn show(&self) {
        println!("\x20   $ {}", self.shown);
    }

    /// Shows and runs it; anything but exit code 0 is an error.
    pub(crate) fn run(mut self) -> Result<()> {
        self.show();
        let status = self.inner.status().with_context(|| format!("cannot start `{}`", self.shown))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }

    /// Runs it silently and gives back what it wrote on stdout; `None` when it cannot start or fails.
    pub(crate) fn quiet(mut self) -> Option<String> {
        let output = self.inner.stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Shows and runs it, passes one of its outputs on line by line and lets `read` see each line. True: exit code 0.
    pub(crate) fn tee(mut self, which: Output, mut read: impl FnMut(&str)) -> Result<bool> {
        self.show();
        match which {
            Output::Stdout => self.inner.stdout(Stdio::piped()),
            Output::Stderr => self.inner.stderr(Stdio::piped()),
        };
        let mut child = self.inner.spawn().with_context(|| format!("cannot start `{}`", self.shown))?;
        let pipe: Option<Box<dyn std::io::Read>> = match which {
            Output::Stdout => child.stdout.take().map(|pipe| Box::new(pipe) as _),
            Output::Stderr => child.stderr.take().map(|pipe| Box::new(pipe) as _),
        };
        for line in pipe.into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n')) {
            let line = line.context("reading the program's output")?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            read(&line);
        }
        Ok(child.wait()?.success())
    }

    /// The bare command, for what the methods above do not cover.
    pub(crate) fn into_inner(self) -> Command {
        self.show();
        self.inner
    }
}
