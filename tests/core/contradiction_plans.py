"""Anchors for the tables of contradictions."""

from __future__ import annotations

from projects.core.board import Anchor

# fmt: off
KEEPER = Anchor("keeper", "subject", "keeper",
    "a lighthouse keeper in his sixties, grey beard, red wool coat")
MARA = Anchor("mara", "subject", "Mara",
    "Mara, a woman in her thirties, green eyes, blue raincoat")
DETECTIVE = Anchor("detective", "subject", "detective",
    "a detective in her forties, short black hair, hazel eyes, tan trench coat, black leather gloves, a scar on her left cheek")
BOXER = Anchor("boxer", "subject", "boxer",
    "a young bald boxer, clean-shaven, striped shorts, sleeveless white shirt, barefoot")
OLD_MAN = Anchor("old_man", "subject", "old man",
    "an old man with a long white beard, straw hat, plaid shirt, two braids")
NORA = Anchor("nora", "subject", "Nora",
    "Nora, a brunette in a long-sleeved green velvet dress, hair in a ponytail, round silver glasses, brown leather boots")
CAR = Anchor("car", "subject", "car",
    "a 1967 Mustang with chrome bumpers, red paint, two headlights and white tyres")
SHOP = Anchor("shop", "environment", "coffee shop",
    "a modern coffee shop with oak counters, brass lamps, three lanterns and a red door")
STREET = Anchor("street", "environment", "snowy street",
    "a snowy street in winter, exterior, overcast sky, brick walls")
KITCHEN = Anchor("kitchen", "environment", "farm kitchen",
    "a farm kitchen, interior, tiled floor, white walls, copper pans, two windows")
DINER = Anchor("diner", "environment", "roadside diner",
    "a 1950s roadside diner at night, chrome stools, neon sign, rain on the windows")
BEACH = Anchor("beach", "environment", "beach",
    "a sandy beach on a sunny summer day, blue sky, wooden huts")
AFTERNOON = Anchor("afternoon", "lighting", "warm afternoon light",
    "soft warm afternoon light from the left")
MOONLIGHT = Anchor("moonlight", "lighting", "moonlight",
    "cool blue moonlight from behind, hard shadows")
NOON = Anchor("noon", "lighting", "noon sun",
    "harsh noon sun from above")
DAWN = Anchor("dawn", "lighting", "dawn light",
    "soft golden dawn light from the right")
LOW_KEY = Anchor("low_key", "lighting", "low-key light",
    "low-key candlelight, warm, from below")
NOIR = Anchor("noir", "style", "noir look",
    "black and white, deep focus, 16 mm film, anamorphic")
FILM = Anchor("film", "style", "film look",
    "35 mm film grain, teal and orange grade, shallow depth of field")
ANIME = Anchor("anime", "style", "anime",
    "hand-drawn anime style, vivid colours")
FIDDLER = Anchor("fiddler", "subject", "fiddler",
    "a fiddler, a man with a ginger moustache, tweed waistcoat, blue checked trousers")
BOTTLE = Anchor("bottle", "subject", "perfume bottle",
    "a square glass perfume bottle with a gold cap and a black label")
ROBOT = Anchor("robot", "subject", "robot",
    "a small brass robot with one red eye and rubber wheels")
HORSE = Anchor("horse", "subject", "horse",
    "a chestnut mare with a white blaze and a leather saddle")
WOMAN = Anchor("woman", "subject", "woman in red",
    "a woman in red, dark wavy hair loose over her shoulders, bare arms, pearl earrings")
GARDEN = Anchor("garden", "environment", "garden",
    "an exterior walled garden in spring, gravel path, green bench, stone fountain, iron gate")
LOFT = Anchor("loft", "environment", "loft",
    "an industrial loft, interior, brick walls, concrete floor, four tall windows, steel beams, night")
HARBOUR = Anchor("harbour", "environment", "harbour",
    "a foggy harbour at dawn, wooden boats, wet cobblestones")
SIDE = Anchor("side", "lighting", "side light",
    "hard cool side light from camera left")
OVERCAST = Anchor("overcast", "lighting", "overcast light",
    "soft overcast daylight")
NEON = Anchor("neon", "lighting", "neon night",
    "neon night lighting, cyan and magenta")
GOLDEN = Anchor("golden", "lighting", "golden hour",
    "golden hour backlight")
SEPIA = Anchor("sepia", "style", "sepia print",
    "sepia, vintage 8 mm film")
DOCUMENTARY = Anchor("documentary", "style", "documentary look",
    "documentary realism, handheld, muted colours, deep focus")
CHEF = Anchor("chef", "subject", "chef",
    "a stocky chef in her fifties, white double-breasted jacket, blue bandana, rolled sleeves, silver hair in a bun")
THEO = Anchor("theo", "subject", "Theo",
    "Theo, a nine-year-old boy with freckles, curly brown hair, yellow rubber boots and a green wool scarf")
CARRIAGE = Anchor("carriage", "environment", "train carriage",
    "a 1930s train carriage, interior, mahogany panels, green velvet seats, brass lamps, two windows, rainy evening")
SQUARE = Anchor("square", "environment", "market square",
    "a cobbled market square at midday in summer, exterior, striped awnings, sunny")
FIRELIGHT = Anchor("firelight", "lighting", "firelight",
    "flickering warm firelight from below, hard shadows, night")
BLACK_AND_WHITE = Anchor("black_and_white", "style", "noir",
    "black and white, high contrast, 35 mm film, shallow focus")
# fmt: on

ANCHORS = {
    "KEEPER": (KEEPER,),
    "MARA": (MARA,),
    "DETECTIVE": (DETECTIVE,),
    "BOXER": (BOXER,),
    "OLD_MAN": (OLD_MAN,),
    "NORA": (NORA,),
    "CAR": (CAR,),
    "SHOP": (SHOP,),
    "STREET": (STREET,),
    "KITCHEN": (KITCHEN,),
    "DINER": (DINER,),
    "BEACH": (BEACH,),
    "AFTERNOON": (AFTERNOON,),
    "MOONLIGHT": (MOONLIGHT,),
    "NOON": (NOON,),
    "DAWN": (DAWN,),
    "LOW_KEY": (LOW_KEY,),
    "NOIR": (NOIR,),
    "FILM": (FILM,),
    "ANIME": (ANIME,),
    "FIDDLER": (FIDDLER,),
    "BOTTLE": (BOTTLE,),
    "ROBOT": (ROBOT,),
    "HORSE": (HORSE,),
    "WOMAN": (WOMAN,),
    "GARDEN": (GARDEN,),
    "LOFT": (LOFT,),
    "HARBOUR": (HARBOUR,),
    "SIDE": (SIDE,),
    "OVERCAST": (OVERCAST,),
    "NEON": (NEON,),
    "GOLDEN": (GOLDEN,),
    "SEPIA": (SEPIA,),
    "DOCUMENTARY": (DOCUMENTARY,),
    "CHEF": (CHEF,),
    "THEO": (THEO,),
    "CARRIAGE": (CARRIAGE,),
    "SQUARE": (SQUARE,),
    "FIRELIGHT": (FIRELIGHT,),
    "BLACK_AND_WHITE": (BLACK_AND_WHITE,),
    "BOTH": (KEEPER, MARA),
}
