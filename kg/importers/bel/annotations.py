"""The annotations of BEL: which condition each states, and the species of its numbers."""

from __future__ import annotations

from typing import Final

DIMENSIONS: Final[dict[str, str]] = {
    "species": "species",
    "disease": "condition",
    "meshdisease": "condition",
    "condition": "condition",
    "anatomy": "place",
    "meshanatomy": "place",
    "tissue": "place",
    "cell": "place",
    "cellline": "place",
    "cellstructure": "place",
    "gender": "population",
    "sex": "population",
    "age": "population",
    "dose": "dose",
    "duration": "duration",
}
"""Dimension by annotation in small letters; of any other the words are kept as `name: words`.

A `Custom_` before the name does not matter. A tissue or cell is where something was studied.
"""

SPECIES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "9606": ("Homo sapiens", ("human",)),
    "10090": ("Mus musculus", ("mouse",)),
    "10116": ("Rattus norvegicus", ("rat",)),
    "7227": ("Drosophila melanogaster", ("fruit fly",)),
    "6239": ("Caenorhabditis elegans", ("nematode",)),
    "7955": ("Danio rerio", ("zebrafish",)),
    "4932": ("Saccharomyces cerevisiae", ("baker's yeast",)),
    "9031": ("Gallus gallus", ("chicken",)),
    "9544": ("Macaca mulatta", ("rhesus macaque",)),
    "9615": ("Canis lupus familiaris", ("dog",)),
    "9823": ("Sus scrofa", ("pig",)),
    "9913": ("Bos taurus", ("cattle",)),
    "9986": ("Oryctolagus cuniculus", ("rabbit",)),
    "8355": ("Xenopus laevis", ("African clawed frog",)),
    "562": ("Escherichia coli", ()),
}
"""Name and common names of the species that biology works with, by number in the NCBI Taxonomy.

All are of the rank of a species (the dog of a subspecies of another one), so no two overlap.
"""


def dimension_of(annotation: str) -> str | None:
    """The dimension of context that an annotation states, None if it states another thing."""
    plain = annotation.casefold().removeprefix("custom_").replace("_", "").replace(" ", "")
    return DIMENSIONS.get(plain)
