"""What a rule computes, as MathML made from its own code.

Browsers typeset MathML themselves, so nothing is fetched and nothing can drift: the
equation is the code. Names stay as they are in the code, so that every term can be
found there; beliefs are slanted.
"""

import ast
from collections.abc import Iterable, Sequence
from html import escape

_SIGNS = {
    ast.Add: ("+", 1),
    ast.Sub: ("−", 1),
    ast.Mult: ("·", 2),
    ast.Lt: ("<", 0),
    ast.LtE: ("≤", 0),
    ast.Gt: (">", 0),
    ast.GtE: ("≥", 0),
    ast.Eq: ("=", 0),
    ast.NotEq: ("≠", 0),
}
_AND, _COMPARED, _SUM, _PRODUCT, _ATOM = -1, 0, 1, 2, 3
# Changes of type are no arithmetic.
_CASTS = ("float", "int")


def equation(function: ast.FunctionDef) -> str:
    """Return the body of a rule as a block of MathML, on one line.

    Raises
    ------
    ValueError
        The rule holds something that has no form here.
    """
    rows = "".join(
        f'<mtr><mtd class="left">{left}</mtd><mtd>{right}</mtd><mtd>{when}</mtd></mtr>'
        for left, right, when in _rows(function.body, function.name, ())
    )
    return f'<math display="block"><mtable>{rows}</mtable></math>'


type _Row = tuple[str, str, str]


def _rows(
    body: Sequence[ast.stmt], name: str, conditions: tuple[str, ...]
) -> Iterable[_Row]:
    when = " and ".join(conditions)
    for i, statement in enumerate(body):
        match statement:
            case ast.Expr(value=ast.Constant()):  # the docstring
                continue
            case ast.Return(value=ast.expr() as value):
                yield _row(_name(name), "=", value, when)
            case ast.Assign(targets=[target], value=value):
                yield _row(_form(target), "=", value, when)
            case ast.AugAssign(target=target, op=op, value=value):
                whole = ast.BinOp(ast.Name(ast.unparse(target)), op, value)
                yield _row(_form(target), "←", whole, when)
            case ast.If(test=test, body=then, orelse=otherwise):
                yield from _rows(then, name, (*conditions, f"if {_form(test)}"))
                rest = (*conditions, "otherwise")
                yield from _rows(otherwise, name, rest)
                if isinstance(then[-1], ast.Return):
                    yield from _rows(body[i + 1 :], name, rest)
                    return
            case _:
                raise ValueError(f"{name}: no form for {ast.unparse(statement)}")


def _row(left: str, sign: str, value: ast.expr, when: str) -> _Row:
    said = "" if not when else f'<mrow class="when">{_spoken(when)}</mrow>'
    return left, f"<mrow><mo>{sign}</mo>{_form(value)}</mrow>", said


def _spoken(when: str) -> str:
    """Return words and forms in their order, words as text."""
    for word in ("if ", "otherwise", " and "):
        when = when.replace(word, f"<mtext>{word.replace(' ', chr(0xA0))}</mtext>")
    return f"<mtext>{chr(0xA0) * 4}</mtext>{when}"


def _name(name: str) -> str:
    return f"<mi>{escape(name.lstrip('_'))}</mi>"


def _row_of(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _held(node: ast.expr, least: int) -> str:
    """Return a form, in brackets if it binds less than what it stands in."""
    form = _form(node)
    return form if _binds(node) >= least else _row_of("<mo>(</mo>", form, "<mo>)</mo>")


def _binds(node: ast.expr) -> int:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return _SUM
        case ast.BinOp(op=ast.Mult()):
            return _PRODUCT if not _is_square(node) else _ATOM
        case ast.UnaryOp(op=ast.USub()):
            return _PRODUCT
        case ast.Compare():
            return _COMPARED
        case ast.BoolOp():
            return _AND
        case ast.Call(func=ast.Name(id=cast), args=[inner]) if cast in _CASTS:
            return _binds(inner)
    return _ATOM


def _is_square(node: ast.BinOp) -> bool:
    plain = isinstance(node.left, ast.Name | ast.Attribute)
    return plain and ast.unparse(node.left) == ast.unparse(node.right)


def _form(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return _name(name)
        case ast.Attribute(value=ast.Name(id="b"), attr=name):
            return f'<mi class="belief">{name}</mi>'
        case ast.Attribute(attr=name):
            return _name(name)
        case ast.Constant(value=value):
            return f"<mn>{value:g}</mn>" if not isinstance(value, bool) else str(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _row_of("<mo>−</mo>", _held(inner, _PRODUCT))
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return f"<mfrac>{_form(left)}{_form(right)}</mfrac>"
        case ast.BinOp(op=ast.Mult(), left=left) if _is_square(node):
            return f"<msup>{_form(left)}<mn>2</mn></msup>"
        case ast.BinOp(op=op, left=left, right=right):
            sign, binds = _SIGNS[type(op)]
            after = binds if isinstance(op, ast.Add) else binds + 1
            return _row_of(_held(left, binds), f"<mo>{sign}</mo>", _held(right, after))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            sign = escape(_SIGNS[type(op)][0])
            return _row_of(_form(left), f"<mo>{sign}</mo>", _form(right))
        case ast.BoolOp(op=ast.And(), values=values):
            return "<mtext>&#160;and&#160;</mtext>".join(map(_form, values))
        case ast.IfExp(test=test, body=then, orelse=otherwise):
            return _cases(test, then, otherwise)
        case ast.Call(func=function, args=arguments):
            return _call(ast.unparse(function).removeprefix("math."), arguments)
    raise ValueError(f"no form for {ast.unparse(node)}")


def _cases(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> str:
    rows = (
        (_form(then), f"<mtext>if&#160;</mtext>{_form(test)}"),
        (_form(otherwise), "<mtext>otherwise</mtext>"),
    )
    cells = "".join(
        f"<mtr><mtd>{value}</mtd><mtd>{when}</mtd></mtr>" for value, when in rows
    )
    return _row_of("<mo>{</mo>", f"<mtable>{cells}</mtable>")


def _call(name: str, arguments: list[ast.expr]) -> str:
    match name, arguments:
        case ("sqrt", [inner]):
            return f"<msqrt>{_form(inner)}</msqrt>"
        case ("power", [base, exponent]):
            least = _ATOM + isinstance(base, ast.BinOp)  # a fraction, too, in brackets
            return f"<msup>{_held(base, least)}{_form(exponent)}</msup>"
        case ("abs", [inner]):
            return _row_of("<mo>|</mo>", _form(inner), "<mo>|</mo>")
        case (cast, [inner]) if cast in _CASTS:
            return _form(inner)
    said = (a for a in arguments if ast.unparse(a) != "b")  # beliefs go without saying
    inside = "<mo>,</mo>".join(map(_form, said))
    return _row_of(_name(name), "<mo>(</mo>", inside, "<mo>)</mo>")
