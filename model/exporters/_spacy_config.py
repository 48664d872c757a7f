"""The training configuration that goes with a spaCy corpus, and the words that explain it."""

from __future__ import annotations

WIDEST = 80
"""Tokens of the longest span that the suggester proposes; more would need too much memory."""

_CONFIG = """\
# Trains a span categorizer on this folder:  python -m spacy train config.cfg --output model
# The suggester proposes every stretch of 1 to {widest} tokens; the longest span here has {longest}.
[paths]
train = "train.spacy"
dev = "dev.spacy"
vectors = null
init_tok2vec = null

[system]
gpu_allocator = null
seed = {seed}

[nlp]
lang = "{language}"
pipeline = ["tok2vec","spancat"]
batch_size = 64
disabled = []
before_creation = null
after_creation = null
after_pipeline_creation = null
tokenizer = {{"@tokenizers":"{tokenizer}"}}

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${{components.tok2vec.model.encode.width}}
attrs = ["NORM","PREFIX","SUFFIX","SHAPE"]
rows = [5000,1000,2500,2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3

[components.spancat]
factory = "spancat"
max_positive = null
spans_key = "sc"
threshold = 0.5

[components.spancat.model]
@architectures = "spacy.SpanCategorizer.v1"

[components.spancat.model.reducer]
@layers = "spacy.mean_max_reducer.v1"
hidden_size = 128

[components.spancat.model.scorer]
@layers = "spacy.LinearLogistic.v1"
nO = null
nI = null

[components.spancat.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${{components.tok2vec.model.encode.width}}
upstream = "*"

[components.spancat.suggester]
@misc = "spacy.ngram_range_suggester.v1"
min_size = 1
max_size = {widest}

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${{paths.train}}
max_length = 0
gold_preproc = false
limit = 0
augmenter = null

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${{paths.dev}}
max_length = 0
gold_preproc = false
limit = 0
augmenter = null

[training]
dev_corpus = "corpora.dev"
train_corpus = "corpora.train"
seed = ${{system.seed}}
gpu_allocator = ${{system.gpu_allocator}}
dropout = 0.1
accumulate_gradient = 1
patience = 1600
max_epochs = 0
max_steps = 20000
eval_frequency = 200
frozen_components = []
annotating_components = []
before_to_disk = null
before_update = null

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2
get_length = null

[training.batcher.size]
@schedules = "compounding.v1"
start = 100
stop = 1000
compound = 1.001
t = 0.0

[training.logger]
@loggers = "spacy.ConsoleLogger.v1"
progress_bar = false

[training.optimizer]
@optimizers = "Adam.v1"
beta1 = 0.9
beta2 = 0.999
L2_is_weight_decay = true
L2 = 0.01
grad_clip = 1.0
use_averages = false
eps = 0.00000001
learn_rate = 0.001

[training.score_weights]
spans_sc_f = 1.0
spans_sc_p = 0.0
spans_sc_r = 0.0

[initialize]
vectors = ${{paths.vectors}}
init_tok2vec = ${{paths.init_tok2vec}}
vocab_data = null
lookups = null
before_init = null
after_init = null

[initialize.components]

[initialize.tokenizer]
"""

_README = """\
# {project}: a corpus for spaCy

Train on it, from inside this folder:

    python -m spacy train config.cfg --output model

| file | what it holds |
| --- | --- |
| `train.spacy`, `dev.spacy`, `test.spacy` | the articles of each split |
| `aside.spacy` | articles nobody has looked at, and those too long to train on; never trained on |
| `config.cfg` | a span categorizer whose suggester reaches {widest} tokens |
| `datasheet.md`, `datasheet.json` | counts, label definitions, what was left out, hashes |

- What is large is not one file but a folder of that name, `train.spacy/00001.spacy` and so on.
  `spacy train` and `spacy.training.Corpus` read it as they read the file; `DocBin` reads one of the
  files in it at a time.
- `doc.spans["sc"]` holds every accepted span, nested and overlapping ones included. An empty group
  says that the article was reviewed and nothing is there.
- `doc.spans["suggested"]` and `doc.spans["rejected"]` exist only when everything was exported;
  no trainer reads them.
- `doc.ents` holds {layer}; of overlapping spans the longest.
- `doc.user_data["attesta"]` holds the article's id, title, source, date, language and state, for
  each span (by `span.id_`) its attributes, note, origin and score, and the links between spans.
{dev_note}"""


_REPEATED = """\
- No article was left for dev, so `dev.spacy` repeats `train.spacy`: scores on it say nothing about
  new text.
"""


def config(*, language: str, longest: int, seed: int) -> str:
    """`config.cfg`; the paths in it are those of the folder it lies in."""
    tokenizer = "spacy.zh.ChineseTokenizer" if language == "zh" else "spacy.Tokenizer.v1"
    return _CONFIG.format(
        language=language, tokenizer=tokenizer, longest=longest, seed=seed,
        widest=min(WIDEST, max(longest, 1)),
    )  # fmt: skip


def readme(*, project: str, layer: str, longest: int, repeated: bool) -> str:
    return _README.format(
        project=project,
        layer=f"the spans labelled `{layer}`" if layer else "nothing",
        widest=min(WIDEST, max(longest, 1)),
        dev_note=_REPEATED if repeated else "",
    )
