"""What a room is for is read by everybody in their language."""

from tests.support.guest import Guest


async def test_a_description_is_translated_for_who_needs_it(ada: Guest, rui: Guest) -> None:
    done = await ada.ask("change_room", room=ada.room, description="We bake bread and share it on Sunday.")
    assert done["type"] == "done"
    path = f"/api/rooms/{ada.room}/description"
    told = (await rui.http.get(path)).json()
    assert (told["language"], told["translated"]) == ("pt", True)
    assert "pão" in told["text"]
    assert (await ada.http.get(path)).json()["translated"] is False
