"""stub"""


def provision(id):
    raise NotImplementedError
