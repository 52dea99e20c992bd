"""Short stories in other styles than those of `../shared/data`: prose with names, terse prompts, a screenplay, an
advertisement, an animal film, German."""

from __future__ import annotations

from projects.core.board import Board
from projects.imports.text import read_story
from tests.strategies import catalog

COURIER = """# The last delivery

## Scene 1: Depot

1. Wide shot. Lena, a bike courier in her twenties with a shaved head, wheels her red cargo bike out of a cluttered
delivery depot. Cold blue dawn light from the left.

2. Close-up. Lena checks the strap on the red cargo bike. Captain Reyes watches from the depot door, a stooped man with a
white moustache and a brown cardigan.

3. Medium shot. Captain Reyes hands Lena a small wooden box. She nods and tucks it into the cargo bike. Cold blue dawn light
from the left.

## Scene 2: Harbour Street

4. Tracking shot. Lena rides the red cargo bike along Harbour Street, past shuttered fish stalls, rain on cobbles.

5. Low angle. The wooden box rattles in the cargo bike as Lena turns off Harbour Street.

6. Medium close-up. Lena stops at the end of Harbour Street and looks up. Cold blue dawn light from the left.
"""

FOX = """# Fox

1. A red fox with a torn left ear trots slowly across a snowy birch forest at dawn.
2. The same fox stops in the birch forest and listens, ears twitching.
3. Close-up of the fox, breath steaming, in the same birch forest.
4. An old hunter in a green loden coat lowers his rifle at the edge of a frozen lake.
5. The hunter walks carefully over the frozen lake toward the fox.
6. The fox and the hunter look at each other across the frozen lake.
"""

WATCH = """# Watch

1. A brushed titanium diver's watch with a black dial lies on wet slate, macro shot, slow orbit, soft side light from the right, 35mm film grain.
2. A woman in a charcoal wetsuit straps on the titanium watch, close-up, soft side light from the right, 35mm film grain.
3. The woman in the charcoal wetsuit dives into a flooded quarry, wide shot, 35mm film grain.
4. Underwater in the flooded quarry, the titanium watch glows on her wrist, soft side light from the right, 35mm film grain.
5. The woman surfaces in the quarry and smiles at the watch, medium shot, 35mm film grain.
"""

SISTERS = """# Two sisters

1. INT. GRANDMOTHER'S KITCHEN - DAY. A narrow kitchen with green tiles and a cast-iron stove. NORA (40s, grey braid, linen dress) kneads dough. IDA (30s, cropped black hair, paint-stained overalls) leans on the sink.
2. Nora slides the dough into the oven. Ida laughs. Morning light through lace curtains.
3. Ida picks up a blue enamel jug and pours milk, Nora in the background of the kitchen.
4. EXT. APPLE ORCHARD - EVENING. Nora and Ida carry the blue enamel jug between rows of apple trees.
5. In the apple orchard Ida puts the blue enamel jug on a stump. Nora closes her eyes.
"""

ROBOT = """# Orchid

1. Robot 7, a rusty maintenance robot with one blue eye and a dented chest plate, rolls slowly into an abandoned greenhouse. Soft green light.
2. The same Robot 7 waters a single orchid. The orchid glows.
3. A young girl with freckles and a yellow raincoat peers through the greenhouse door.
4. Robot 7 offers the girl the orchid. The girl in the yellow raincoat takes it.
5. The girl with freckles runs out of the greenhouse, Robot 7 waves.
"""

GARDEN = """# Roboter im Garten

1. Ein alter Roboter steht im Garten und gießt Tomaten. Abendlicht.
2. Der Roboter pflückt eine Tomate. Warmes Abendlicht.
3. Die kleine Mia läuft in den Garten und lacht.
4. Mia und der Roboter essen Tomaten im Garten.
"""


def board(text: str) -> Board:
    """A story as the importer reads it."""
    return read_story(text, catalog())
